import { foundSquad, type NewSquad } from '../domain/founding.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { roleOf, type Squad } from '../domain/squad.ts';
import type { Caller, Ports } from './ports.ts';

export interface CreateSquad {
  caller: Caller;
  squad: NewSquad;
  idempotencyKey?: string | undefined;
}

/** A registered account creates a squad and owns it. With an idempotency key, repeating gives the same squad. */
export function createSquad(ports: Pick<Ports, 'squads' | 'joinCodes' | 'mySquads' | 'accounts' | 'ids' | 'now'>) {
  return async ({ caller, squad: wanted, idempotencyKey }: CreateSquad): Promise<Squad | Refusal> => {
    const { squads, joinCodes, mySquads, accounts, ids, now } = ports;
    const request = idempotencyKey === undefined ? undefined : ids.hashOf(wanted);
    const id = idempotencyKey === undefined ? ids.newId() : ids.idFor(caller.accountId, 'createSquad', idempotencyKey);
    const before = request === undefined ? undefined : await squads.load(id);
    if (before) return repeated(before, request, caller);
    const [code, owned, account] = await Promise.all([
      joinCodes.unused(),
      mySquads.owned(caller.accountId),
      accounts.recent(caller.accountId),
    ]);
    const founder = { ...caller, squads: owned, displayName: account?.displayName };
    const squad = foundSquad(wanted, founder, { id, code, request, at: new Date(now()).toISOString() });
    if (isRefusal(squad) || (await squads.add(squad))) return squad;
    const winner = await squads.load(id);
    return winner
      ? repeated(winner, request, caller)
      : refuse('squad-deleted', 'This squad was created and deleted since.');
  };
}

/** Who has handed the squad over and is in it no longer gets no look into it by asking for it once more. */
function repeated(squad: Squad, request: string | undefined, { accountId }: Caller): Squad | Refusal {
  if (squad.request !== request) {
    return refuse('idempotency-key-reused', 'This Idempotency-Key came with another request before.');
  }
  return roleOf(squad, accountId)
    ? squad
    : refuse('forbidden', 'You are no longer in the squad that this request created.');
}
