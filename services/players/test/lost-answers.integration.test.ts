import { createSquad, joinSquad, listMembers, listMySquads } from '@besteam/contracts/players';
import type { EventEnvelope } from '@besteam/service-kit';
import { type ForgetfulWay, startForgetfulWay } from '@besteam/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSquad, joins, type PlayersSystem, startPlayers } from './players-system.ts';
import { stores } from './stores.ts';

/** What tells the write of a squad from all that the relay writes. */
const WRITE = 'writtenBy';

describe.each(stores)('a write that was done, its answer lost and sent again, on $title', ({ skipped, start }) => {
  if (skipped) return it.skip('is not to be had', () => {});
  let way: ForgetfulWay;
  let system: PlayersSystem;
  const heard: EventEnvelope[] = [];
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const store = await start();
    way = await startForgetfulWay(store.settings.DYNAMODB_ENDPOINT);
    system = await startPlayers({ ...store.settings, DYNAMODB_ENDPOINT: way.endpoint, DYNAMODB_ANSWER_MS: 20_000 });
    closing.push(system.close, way.close, store.close);
    await system.platform.bus.consume({
      queue: 'test.squads',
      types: ['besteam.squad.changed.v1'],
      handle: async (event) => void heard.push(event),
    });
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });

  const versionsToldOf = (squadId: string) =>
    heard.flatMap(({ subject, id }) => (subject === squadId ? [id.slice(squadId.length + 1)] : []));

  it('creates one squad, and tells of it once', async () => {
    const { client } = await system.registered();
    const write = way.loseAnswer(['PutItem', WRITE]);
    const { data, response } = await createSquad({ client, body: { name: 'Once' } });
    expect([response?.status, write.sent]).toEqual([201, 2]);
    const squadId = data?.id ?? '';
    await expect.poll(() => versionsToldOf(squadId)).toEqual(['1']);
    const mine = await listMySquads({ client, throwOnError: true });
    expect(mine.data.items.map(({ id }) => id)).toEqual([squadId]);
    await joins(await system.guest(), data ?? expect.fail());
    await expect.poll(() => versionsToldOf(squadId)).toEqual(['1', '2']);
  });

  it('lets somebody join once, as a new member, and tells of it once', async () => {
    const ana = await system.registered();
    const squad = await aSquad(ana);
    const leo = await system.guest();
    await expect.poll(() => versionsToldOf(squad.id)).toEqual(['1']);
    const write = way.loseAnswer(['UpdateItem', WRITE]);
    const { response } = await joinSquad({ client: leo.client, path: { code: squad.code }, body: {} });
    expect([response?.status, write.sent]).toEqual([201, 2]);
    await expect.poll(() => versionsToldOf(squad.id)).toEqual(['1', '2']);
    const path = { squadId: squad.id };
    const members = await listMembers({ client: ana.client, path, throwOnError: true });
    expect(members.data.items.map(({ accountId }) => accountId).toSorted()).toEqual(
      [ana.accountId, leo.accountId].toSorted(),
    );
    await joins(await system.guest(), squad);
    await expect.poll(() => versionsToldOf(squad.id)).toEqual(['1', '2', '3']);
  });
});
