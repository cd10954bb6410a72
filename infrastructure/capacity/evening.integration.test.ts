import { startDynalite, temporaryFolder } from '@besteam/service-kit/testing';
import { freePort } from '@besteam/service-kit/testing/servers';
import { expect, it } from 'vitest';
import { startStandalone } from '../../standalone/src/standalone.ts';
import { trustingFetch } from '../../standalone/test/trusting-fetch.ts';
import { playEvening } from './evening.ts';
import { startMeter, type Units } from './meter.ts';
import { FOLLOWS, MATCHES, PLAYERS } from './units.ts';

/** Nothing that the model reckons with: an invitation is looked at once, and squads are listed at the start. */
const APART = ['previewInvitation', 'listMySquads'];

const SQUAD_CHANGED = [PLAYERS.told, FOLLOWS.membersListed, MATCHES['squad heard of']];

/** What the model says of each operation of the evening, with all that follows from it; entries of indexes apart. */
const RECKONED: Record<string, Units[]> = {
  registerAccount: [FOLLOWS.tokenSeen, FOLLOWS.accountHeard],
  openGuestSession: [FOLLOWS.tokenSeen, FOLLOWS.accountHeard],
  createSquad: [PLAYERS.createSquad, ...SQUAD_CHANGED],
  addPlayers: [PLAYERS.addPlayers, ...SQUAD_CHANGED],
  joinSquad: [PLAYERS.joinSquad, ...SQUAD_CHANGED],
  getSquad: [PLAYERS.getSquad],
  putMyBallot: [MATCHES.putMyBallot, MATCHES['putMyBallot told'], FOLLOWS.ballotHeard],
  getScores: [MATCHES.getScores],
  createDraw: [MATCHES.createDraw, MATCHES['createDraw told'], FOLLOWS.matchHeard],
  drawMatch: [MATCHES.createDraw, MATCHES['createDraw told'], FOLLOWS.matchHeard],
  getMatch: [MATCHES.getMatch],
};

it("the model reckons with no less than the load test's evening takes, nor with twice as much to write", async () => {
  const folder = await temporaryFolder();
  const store = await startDynalite({ path: `${folder.path}/store` });
  const meter = await startMeter(store.endpoint);
  const env = { DATA_DIR: folder.path, PORT: String(await freePort()), HOST: 'localhost', LOG_LEVEL: 'fatal' };
  const besteam = await startStandalone({ ...env, DYNAMODB_ENDPOINT: meter.endpoint, DYNAMODB_ANSWER_MS: '20000' });
  const { fetch, close } = trustingFetch(besteam.caFile ?? '');
  let asked: Record<string, number> = {};
  const taken = await meter.of(async () => {
    asked = await playEvening(besteam.origin, fetch, APART);
    // Everything has been told when the process has ended in order.
    await close();
    await besteam.close();
  });
  await meter.close();
  await store.close();
  await folder.remove();
  const reckoned: Units = { read: 0, write: 0 };
  for (const [operation, times] of Object.entries(asked)) {
    for (const { read, write } of RECKONED[operation] ?? []) {
      reckoned.read += times * read;
      reckoned.write += times * write;
    }
  }
  expect(Object.keys(asked)).toEqual(expect.arrayContaining(Object.keys(RECKONED)));
  expect(taken.write).toBeLessThanOrEqual(reckoned.write);
  expect(taken.write).toBeGreaterThan(reckoned.write / 2);
  expect(taken.read).toBeLessThanOrEqual(reckoned.read);
});
