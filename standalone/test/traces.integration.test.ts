import { putMyBallot } from '@besteam/contracts/matches';
import { startTraceCollector, type TraceCollector, temporaryFolder } from '@besteam/service-kit/testing';
import { freePort } from '@besteam/service-kit/testing/servers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Standalone, startStandalone } from '../src/standalone.ts';
import { given, joins, peopleOf, squadOf } from './people.ts';
import { trustingFetch } from './trusting-fetch.ts';

const BROWSER = { trace: '4bf92f3577b34da6a3ce929d0e0e4736', span: '00f067aa0ba902b7' };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let collector: TraceCollector;
let besteam: Standalone;
let trusting: ReturnType<typeof trustingFetch>;
beforeAll(async () => {
  [folder, collector] = await Promise.all([temporaryFolder(), startTraceCollector()]);
  besteam = await startStandalone({
    DATA_DIR: folder.path,
    PORT: String(await freePort()),
    HOST: 'localhost',
    LOG_LEVEL: 'silent',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  });
  trusting = trustingFetch(besteam.caFile ?? '');
});
afterAll(async () => {
  await trusting?.close();
  await besteam?.close();
  await collector?.close();
  await folder?.remove();
});

it('is one trace from the browser’s PUT of a ballot to what it brings about in another service', async () => {
  const people = peopleOf({ origin: besteam.origin, fetch: trusting.fetch });
  const owner = await people.owner();
  const squad = await squadOf(owner, 4);
  const guest = await people.guest();
  const [own, other] = squad.players;
  if (!own || !other) throw new Error('the squad has players');
  await joins(guest, squad, own.id);
  given(
    await putMyBallot({
      client: guest.matches,
      path: { squadId: squad.id },
      body: { ratings: { [other.id]: { level: 4 } } },
      headers: { traceparent: `00-${BROWSER.trace}-${BROWSER.span}-01` },
    }),
  );

  const named = (name: string) => collector.spans(BROWSER.trace).filter((span) => span.name === name);
  const consumed = () => named('players.activity besteam.ballot.changed.v1');
  await expect.poll(() => consumed().length).toBe(1);
  const [request] = named('putMyBallot');
  const [publication] = named('publish besteam.ballot.changed.v1');
  const [consumer] = consumed();
  expect(request?.parentSpanId).toBe(BROWSER.span);
  expect(publication?.parentSpanId).toBe(request?.spanId);
  expect(consumer?.parentSpanId).toBe(publication?.spanId);
  const effects = collector.spans(BROWSER.trace).filter(({ parentSpanId }) => parentSpanId === consumer?.spanId);
  expect(effects.map(({ name }) => name)).toContain('DynamoDB UpdateItem');
});
