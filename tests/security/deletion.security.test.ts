import { deleteMyAccount } from '@besteam/contracts/users';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evening } from './journey.ts';
import { everythingKept } from './kept.ts';
import { startTarget, type Target } from './target.ts';
import { filesHolding } from './traces-on-disk.ts';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.remove());

/** What outboxes and queues have still to tell; the ledger of deletions waits to be taken out of here, and has ids alone. */
async function waitingEvents(): Promise<string[]> {
  const metrics = await (await target.program.fetch(`${target.program.origin}/metrics`)).text();
  const counts = metrics.match(/^besteam_(outbox_pending|queue_events){.*$/gm) ?? [];
  expect(counts.length).toBeGreaterThan(2);
  return counts.filter((line) => !line.endsWith(' 0') && !line.includes('"ledger.deletions"'));
}

/** Ballots by these accounts; what says that one was deleted has no content. */
function ratingsOf(matches = '[]', accountIds: string[]): string[] {
  const items = JSON.parse(matches) as { sk: string; doc?: string }[];
  return items.flatMap(({ sk, doc }) => (doc && accountIds.some((id) => sk === `BALLOT#${id}`) ? [doc] : []));
}

test('what deleted people were called, signed in with and rated is in no table, store, outbox, queue or file', {
  timeout: 180_000,
}, async () => {
  const { owner, guest, traces } = await evening(target, 'Berenguela');
  const stays = await evening(target, 'Sancho');
  const gone = [owner.accountId, guest.accountId];
  for (const person of [owner, guest]) await deleteMyAccount({ client: person.users, throwOnError: true });
  await expect.poll(waitingEvents, { timeout: 60_000, interval: 250 }).toEqual([]);
  await target.stop();

  // The bytes of files first: whoever opens the engines may tidy up.
  expect(await filesHolding(target.dataDir, [traces.email, traces.name])).toEqual([]);
  expect((await filesHolding(target.dataDir, [stays.traces.email, stays.traces.name])).length).toBeGreaterThan(3);

  const kept = await everythingKept(target.dataDir);
  const remains = (texts: string[]) =>
    Object.entries(kept).flatMap(([where, all]) =>
      texts.filter((text) => all.includes(text)).map((text) => `${where}: ${text}`),
    );
  // Who looks finds: the others' traces are where they should be.
  const there = ['matches: Sancho', 'players: Sancho', `users: ${stays.traces.email}`, 'users: Sancho'];
  expect(remains([stays.traces.email, stays.traces.name]).sort()).toEqual(there.sort());
  expect(ratingsOf(kept['matches'], [stays.owner.accountId])).toEqual([expect.stringContaining('"level":4.5')]);

  expect(remains([traces.email, traces.name])).toEqual([]);
  expect(ratingsOf(kept['matches'], gone)).toEqual([]);
  expect(gone.filter((id) => kept['users']?.includes(id))).toEqual([]);
});
