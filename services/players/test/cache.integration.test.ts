import { setTimeout as after } from 'node:timers/promises';
import {
  getSquad,
  joinSquad,
  leaveSquad,
  previewInvitation,
  rotateJoinCode,
  updateSquad,
} from '@besteam/contracts/players';
import { redis } from '@besteam/service-kit/testing/servers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSquad, joins, type Person, type PlayersSystem, startPlayers } from './players-system.ts';
import { type RunningStore, stores } from './stores.ts';

const FRESH_MS = 1000;
const news = redis();

describe.each(stores.filter(({ shared }) => shared))('two replicas on $title', ({ skipped, start }) => {
  if (skipped) return it.skip('are not to be had', () => {});
  let store: RunningStore;
  let here: PlayersSystem;
  let there: PlayersSystem;
  let ana: Person;

  beforeAll(async () => {
    store = await start();
    const own = { ...store.settings, SQUAD_CACHE_MS: FRESH_MS };
    here = await startPlayers(own);
    there = await startPlayers(own, { tokens: here.mint });
    ana = await here.registered();
  });
  afterAll(async () => {
    await here.close();
    await there.close();
    await store.close();
  });

  const nameAt = async (system: PlayersSystem, squadId: string) => {
    const client = system.clientOf(ana.token);
    return (await getSquad({ client, path: { squadId }, throwOnError: true })).data.name;
  };

  /** When the last question was asked that had an old answer: however slow the answers are, nothing was shown later. */
  const lastAsked = async (isOld: () => Promise<boolean>) => {
    for (let lastOld = Number.NEGATIVE_INFINITY; ; await after(10)) {
      const asked = performance.now();
      if (!(await isOld())) return lastOld;
      lastOld = asked;
    }
  };

  it('never read a squad that is older than the bound, and their own writes at once', async () => {
    const squad = await aSquad(ana);
    expect(await nameAt(there, squad.id)).toBe(squad.name);
    await updateSquad({ client: ana.client, path: { squadId: squad.id }, body: { name: 'New' }, throwOnError: true });
    const changed = performance.now();
    expect(await nameAt(here, squad.id)).toBe('New');
    const lastOld = await lastAsked(async () => (await nameAt(there, squad.id)) === squad.name);
    expect(lastOld - changed).toBeLessThan(FRESH_MS + 500);
  });

  it('open a new code at once, and the old one never after the bound', async () => {
    const squad = await aSquad(ana);
    const preview = (code: string) => previewInvitation({ client: there.visitor, path: { code } });
    expect((await preview(squad.code)).response?.status).toBe(200);
    const request = { client: ana.client, path: { squadId: squad.id }, throwOnError: true } as const;
    const { data } = await rotateJoinCode(request);
    const changed = performance.now();
    expect((await preview(data.code)).response?.status).toBe(200);
    const leo = await here.guest();
    const late = await joinSquad({ client: there.clientOf(leo.token), path: { code: squad.code } });
    expect(late.response?.status).toBe(404);
    const lastOld = await lastAsked(async () => (await preview(squad.code)).response?.status === 200);
    expect(lastOld - changed).toBeLessThan(FRESH_MS + 500);
    expect((await preview(squad.code)).response?.status).toBe(404);
  });

  it('judge a write by the squad as it is, whatever they remember', async () => {
    const squad = await aSquad(ana);
    const leo = await here.guest();
    await joins(leo, squad);
    const elsewhere = there.clientOf(leo.token);
    const path = { squadId: squad.id };
    expect((await getSquad({ client: elsewhere, path })).response?.status).toBe(200);
    await leaveSquad({ client: leo.client, path, throwOnError: true });
    expect((await leaveSquad({ client: elsewhere, path })).response?.status).toBe(404);
  });

  it.skipIf(news.skipped)(`hear of each other’s writes long before the bound (${news.title})`, async () => {
    const server = await news.start();
    const own = { ...store.settings, SQUAD_CACHE_MS: 60_000 };
    const [one, two] = [
      await startPlayers(own, { redisUrl: server.url, tokens: here.mint }),
      await startPlayers(own, { redisUrl: server.url, tokens: here.mint }),
    ];
    const squad = await aSquad(ana);
    expect(await nameAt(two, squad.id)).toBe(squad.name);
    for (const name of ['New', 'Newer']) {
      const request = { client: one.clientOf(ana.token), path: { squadId: squad.id }, body: { name } };
      await updateSquad({ ...request, throwOnError: true });
      await expect.poll(() => nameAt(two, squad.id)).toBe(name);
    }
    await Promise.all([one.close(), two.close()]);
    await server.remove();
  });
});
