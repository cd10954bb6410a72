import { type Refusal, refuse } from './refusal.ts';
import { isKeptOut, type Role, roleOf, type Squad } from './squad.ts';

const RANK: Record<Role, number> = { member: 0, organiser: 1, owner: 2 };

/** Nothing when the account may act as `least` or above. Strangers do not learn that the squad exists; who was removed is told so. */
export function requireRole(squad: Squad, accountId: string, least: Role): Refusal | undefined {
  const role = roleOf(squad, accountId);
  if (role === undefined) return isKeptOut(squad, accountId) ? removedFromSquad() : noSuchSquad();
  if (RANK[role] >= RANK[least]) return undefined;
  return refuse('forbidden', `Only ${least === 'owner' ? 'the owner' : 'an organiser or the owner'} may do this.`);
}

export function noSuchSquad(): Refusal {
  return refuse('not-found', 'There is no such squad, or you are not in it.');
}

export function removedFromSquad(): Refusal {
  return refuse('removed-from-squad', 'You were removed from this squad; its owner can let you in again.');
}

export function noSuchPlayer(): Refusal {
  return refuse('not-found', 'There is no such player in this squad.');
}

/** Whether the first of two roles stands above the second. */
export function outranks(role: Role, other: Role): boolean {
  return RANK[role] > RANK[other];
}
