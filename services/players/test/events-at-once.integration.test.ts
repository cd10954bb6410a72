import type { EventData } from '@besteam/contracts/events';
import { getSquad, listMembers, listMySquads } from '@besteam/contracts/players';
import { newEvent, newId } from '@besteam/service-kit';
import { describe, expect, it } from 'vitest';
import { aSquad, joins } from './players-system.ts';
import { ana, onEveryStore, system } from './stores.ts';

type AccountEvent = `besteam.account.${'changed' | 'deleted' | 'merged'}.v1`;

const PATIENCE_MS = 60_000;
const EACH = 6;

function tell<T extends AccountEvent>(type: T, subject: string, data: EventData[T]): Promise<void> {
  return system.platform.bus.publish(newEvent({ type, source: '/besteam/test', subject, data }));
}

/** Until the consumers are through; nothing was refused on the way, or it would wait for another try. */
async function heard(): Promise<void> {
  const depths = async () => Object.values(await system.platform.bus.depth());
  const none = { ready: 0, retrying: 0, dead: 0 };
  await expect.poll(depths, { timeout: PATIENCE_MS }).toEqual((await depths()).map(() => none));
}

onEveryStore(() => {
  describe('news of many accounts of one squad, handled at the same time', { timeout: 2 * PATIENCE_MS }, () => {
    it('all come to be', async () => {
      const squad = await aSquad(ana);
      const guests = await Promise.all(Array.from({ length: 3 * EACH }, () => system.guest()));
      for (const guest of guests) await joins(guest, squad);
      const ids = guests.map(({ accountId }) => accountId);
      const [renamed, deleted, merged] = [ids.slice(0, EACH), ids.slice(EACH, 2 * EACH), ids.slice(2 * EACH)];
      const heirs = merged.map(() => newId());
      const told = [
        ...renamed.map((accountId, index) => {
          const data = { accountId, kind: 'guest' as const, displayName: `Leo ${index}`, version: 2 };
          return tell('besteam.account.changed.v1', accountId, data);
        }),
        ...deleted.map((accountId) => tell('besteam.account.deleted.v1', accountId, { accountId, version: 9 })),
        ...merged.map((guestId, index) =>
          tell('besteam.account.merged.v1', guestId, { guestId, accountId: heirs[index] ?? '', version: 2 }),
        ),
      ];
      await Promise.all(told);
      await heard();

      const options = { client: ana.client, path: { squadId: squad.id }, throwOnError: true } as const;
      const members = async () =>
        new Map((await listMembers(options)).data.items.map(({ accountId, displayName }) => [accountId, displayName]));
      const left = [...renamed, ...heirs, ana.accountId];
      await expect.poll(async () => [...(await members()).keys()].sort(), { timeout: 10_000 }).toEqual(left.sort());
      const names = await members();
      expect(renamed.map((accountId) => names.get(accountId))).toEqual(renamed.map((_, index) => `Leo ${index}`));
      const mine = async () => {
        const { client } = await system.registered(heirs[0]);
        return (await listMySquads({ client, throwOnError: true })).data.items.map(({ id }) => id);
      };
      await expect.poll(mine, { timeout: 10_000 }).toEqual([squad.id]);
    });

    it('leave nobody in it who was merged into an account that is deleted meanwhile', async () => {
      const squad = await aSquad(ana);
      const guests = await Promise.all(Array.from({ length: EACH }, () => system.guest()));
      for (const guest of guests) await joins(guest, squad);
      const heirs = guests.map(() => newId());
      await Promise.all(
        guests.flatMap(({ accountId: guestId }, index) => {
          const accountId = heirs[index] ?? '';
          return [
            tell('besteam.account.merged.v1', guestId, { guestId, accountId, version: 2 }),
            tell('besteam.account.deleted.v1', accountId, { accountId, version: 9 }),
          ];
        }),
      );
      await heard();
      const members = async () => {
        const options = { client: ana.client, path: { squadId: squad.id }, throwOnError: true } as const;
        return (await listMembers(options)).data.items.map(({ accountId }) => accountId);
      };
      await expect.poll(members, { timeout: 10_000 }).toEqual([ana.accountId]);
    });
  });

  describe('news of a squad’s ratings and matches, handled at the same time', { timeout: 2 * PATIENCE_MS }, () => {
    it('leave the newest of each', async () => {
      const squad = await aSquad(ana);
      const at = (second: number) => new Date(Date.UTC(2026, 10, 26, 20, 0, second)).toISOString();
      const news = Array.from({ length: 20 }, (_, index) => index + 1).toSorted(
        (one, other) => ((one * 7) % 20) - ((other * 7) % 20),
      );
      await Promise.all(
        news.flatMap((number) => {
          const rating = { squadId: squad.id, raters: number, version: number, at: at(number) };
          const match = {
            squadId: squad.id,
            matchId: newId(),
            status: 'drawn' as const,
            version: 1,
            at: at(number + 20),
          };
          // Without a subject nothing keeps them apart.
          return [
            system.platform.bus.publish(newEvent({ type: 'besteam.ballot.changed.v1', source: '/test', data: rating })),
            system.platform.bus.publish(newEvent({ type: 'besteam.match.changed.v1', source: '/test', data: match })),
          ];
        }),
      );
      await heard();
      const { data } = await getSquad({ client: ana.client, path: { squadId: squad.id }, throwOnError: true });
      expect(data).toMatchObject({ activity: { raters: 20, lastMatchAt: at(40) } });
    });
  });
});
