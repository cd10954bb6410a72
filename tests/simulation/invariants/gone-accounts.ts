import type { World } from '../world.ts';

/** Of accounts that were deleted, or merged into others, nothing is left that counts. */
export function* remainsOfAccounts({ state, bus }: World): Generator<string> {
  const gone = new Set<string>();
  const merged = new Set<string>();
  for (const { type, data } of bus.published) {
    const { accountId, guestId } = data as { accountId: string; guestId: string };
    if (type === 'besteam.account.deleted.v1') gone.add(accountId);
    if (type === 'besteam.account.merged.v1') merged.add(guestId);
  }
  for (const accountId of [...gone, ...merged])
    if (state.account(accountId)) yield `${accountId} is told to be gone, and is there`;
  for (const [key, { doc, accountId }] of state.matches()) {
    const [, rater] = / BALLOT#(\S+)$/.exec(key) ?? [];
    if (rater && doc !== undefined && (gone.has(rater) || merged.has(rater)))
      yield `the ballot of ${rater}, who is gone, is left: ${key}`;
    if (doc !== undefined && typeof accountId === 'string' && merged.has(accountId))
      yield `${key} still belongs to ${accountId}, who was merged`;
  }
}
