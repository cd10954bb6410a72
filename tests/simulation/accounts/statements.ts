import fc from 'fast-check';
import type { Store } from '../../../services/users/src/application/ports.ts';
import type { Account } from '../../../services/users/src/domain/account.ts';
import type { Failures, Suspicion } from '../../../services/users/src/domain/sign-in-throttle.ts';

/** One statement of the users service; what it answers is compared. */
export type Statement = (store: Store) => Promise<unknown>;

const BEGINNING_MS = Date.UTC(2026, 10, 22, 20);
/** Few of everything, so that statements meet. */
const account = fc.constantFrom('a', 'b', 'c');
const session = fc.constantFrom('s', 't', 'u', 'v');
const hash = fc.constantFrom('x', 'y', 'z');
const email = fc.constantFrom('ana@b.c', 'Ana@b.c', 'leo@b.c');
const passwordHash = fc.constantFrom('hash', 'other hash');
const time = fc.integer({ min: 0, max: 6 }).map((day) => new Date(BEGINNING_MS + day * 86_400_000));
const kind = fc.constantFrom('recoveryLinks' as const, 'passwordResets' as const);
const here = fc.constantFrom('h', 'i');
const everywhere = fc.constant('e');
const keys = fc.record({ here, everywhere });

const someAccount: fc.Arbitrary<Account> = fc.oneof(
  fc.record({
    id: account,
    kind: fc.constant('registered' as const),
    displayName: fc.constant('Ana'),
    email,
    passwordHash,
    version: fc.nat(3),
  }),
  account.map((id) => ({
    id,
    kind: 'guest' as const,
    displayName: 'Leo',
    email: null,
    passwordHash: null,
    version: 1,
  })),
);
const someSession = fc.record({
  id: session,
  accountId: account,
  current: fc.constant<string[]>(['one', 'two']),
  previous: fc.constant<string[]>(['zero']),
  rotatedAt: time,
  expiresAt: time,
  openedFrom: fc.option(here),
});

/** Arbitraries of a statement's values, and the statement. */
function statement<T extends unknown[]>(
  ...[values, run]: [{ [K in keyof T]: fc.Arbitrary<T[K]> }, (store: Store, ...values: T) => Promise<unknown>]
): fc.Arbitrary<Statement> {
  return fc.tuple<T>(...values).map((drawn) => {
    const answer: Statement = (store) => run(store, ...drawn);
    return Object.assign(answer, { [fc.toStringMethod]: () => `${run} of ${fc.stringify(drawn)}` });
  });
}

export const anyStatement: fc.Arbitrary<Statement> = fc.oneof(
  statement([someAccount], ({ accounts }, one) => accounts.insert(one)),
  statement([someAccount], ({ accounts }, one) => accounts.insert(one)),
  statement([someAccount], ({ accounts }, one) => accounts.update(one)),
  statement([account], ({ accounts }, id) => accounts.find(id)),
  statement([account], ({ accounts }, id) => accounts.lock(id)),
  statement([email], ({ accounts }, address) => accounts.findByEmail(address)),
  statement([account, passwordHash, passwordHash], ({ accounts }, id, known, next) =>
    accounts.replacePasswordHash(id, known, next),
  ),
  statement([account], ({ accounts }, id) => accounts.delete(id)),
  statement([time], async ({ accounts }, now) => {
    const gone = await accounts.lockAbandonedGuests(now, 5);
    return gone.map(({ id }) => id).toSorted();
  }),
  statement([someSession], ({ sessions }, one) => sessions.insert(one)),
  statement([someSession], ({ sessions }, one) => sessions.insert(one)),
  statement([someSession, passwordHash], ({ sessions }, one, known) => sessions.insertWhilePassword(one, known)),
  statement([session], async ({ sessions }, id) => {
    const found = await sessions.lock(id);
    return found && { ...found, openedFrom: undefined };
  }),
  statement([someSession], async ({ sessions }, { openedFrom: _, ...one }) => {
    const found = await sessions.lock(one.id);
    if (found) await sessions.update({ ...one, accountId: found.accountId });
  }),
  statement([session], ({ sessions }, id) => sessions.end(id)),
  statement([account], ({ sessions }, id) => sessions.deleteOfAccount(id)),
  statement([kind, hash, account, time, time], (store, tokens, one, accountId, createdAt, expiresAt) =>
    store[tokens].insert({ hash: one, accountId, createdAt, expiresAt }),
  ),
  statement([kind, hash, time], (store, tokens, one, now) => store[tokens].find(one, now)),
  statement([kind, hash, time], (store, tokens, one, now) => store[tokens].redeem(one, now)),
  statement([kind, account, time], (store, tokens, id, since) => store[tokens].countSince(id, since)),
  statement([kind, account], (store, tokens, id) => store[tokens].deleteOfAccount(id)),
  statement([keys], async ({ signInFailures }, at) => counted(await signInFailures.find(at))),
  statement([keys, email], async ({ signInFailures }, at, address) => {
    const { account, ...suspicion } = await signInFailures.findWithAccount(at, address);
    return { account, ...counted(suspicion) };
  }),
  statement([keys, time], ({ signInFailures }, at, now) => signInFailures.raise(at, now)),
  statement([keys], ({ signInFailures }, at) => signInFailures.clear(at)),
  statement([time], (store, now) => store.sweep(now)),
);

function counted({ here, everywhere, knownHere }: Suspicion) {
  const of = (failures: Failures | undefined) => failures && [failures.count, failures.lastAt];
  return { here: of(here), everywhere: of(everywhere), knownHere };
}
