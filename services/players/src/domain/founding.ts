import { duplicateCriteria } from './criteria.ts';
import { LIMITS } from './limits.ts';
import { tidyName } from './names.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { AccountKind, Criterion, Rules, Sport, Squad } from './squad.ts';

const ONE_CRITERION: readonly Criterion[] = [{ id: 'level', name: 'Level', weight: 1 }];
const FIRST_RULES: Rules = { raters: 'players', numbers: 'shown', approveClaims: false };

export interface NewSquad {
  name: string;
  sport?: Sport | undefined;
  criteria?: readonly Criterion[] | undefined;
}

export interface Founder {
  accountId: string;
  kind: AccountKind;
  displayName?: string | undefined;
  /** How many squads the founder owns already. */
  squads: number;
}

export interface Founding {
  id: string;
  code: string;
  at: string;
  /** Hash of a repeatable request. */
  request?: string | undefined;
}

/** A new squad with its founder as owner and first member. */
export function foundSquad(command: NewSquad, founder: Founder, { id, code, at, request }: Founding): Squad | Refusal {
  if (founder.kind !== 'registered') return refuse('registered-only', 'Sign in with an account to create a squad.');
  if (founder.squads >= LIMITS.squadsOfAnOwner) return tooManySquads();
  const criteria = command.criteria ?? ONE_CRITERION;
  const duplicate = duplicateCriteria(criteria);
  if (duplicate) return duplicate;
  const { accountId, kind, displayName } = founder;
  return {
    id,
    name: tidyName(command.name),
    sport: command.sport ?? 'football',
    code,
    ownerId: accountId,
    criteria,
    rules: FIRST_RULES,
    players: [],
    members: {
      [accountId]: { accountId, kind, organiser: false, joinedAt: at, ...(displayName ? { displayName } : {}) },
    },
    removed: [],
    createdAt: at,
    ...(request ? { request } : {}),
    version: 1,
  };
}

export function tooManySquads(): Refusal {
  return refuse('too-many-squads', `An account owns at most ${LIMITS.squadsOfAnOwner} squads.`);
}
