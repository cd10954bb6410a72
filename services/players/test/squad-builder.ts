import type { AccountKind, Member, Squad } from '../src/domain/squad.ts';

export const AT = '2026-11-26T20:30:00.000Z';

export interface SquadOutline {
  /** How many members in all, the owner included: `owner`, `member-1`, `member-2`, … */
  members?: number;
  /** What the members beside the owner are. */
  kind?: AccountKind;
  organisers?: string[];
  /** Their names; the ids are `player-0`, `player-1`, … */
  players?: string[];
}

/** A squad for tests of decisions. */
export function aSquad({ members = 1, kind = 'registered', organisers = [], players = [] }: SquadOutline = {}): Squad {
  const ids = ['owner', ...Array.from({ length: members - 1 }, (_, index) => `member-${index + 1}`)];
  const entries = ids.map((accountId): [string, Member] => {
    const organiser = organisers.includes(accountId);
    return [accountId, { accountId, kind: accountId === 'owner' ? 'registered' : kind, organiser, joinedAt: AT }];
  });
  return {
    id: 'squad',
    name: 'Thursday',
    sport: 'futsal',
    code: 'AAAAAAAA',
    ownerId: 'owner',
    criteria: [{ id: 'level', name: 'Level', weight: 1 }],
    rules: { raters: 'players', numbers: 'shown', approveClaims: false },
    players: players.map((name, index) => ({ id: `player-${index}`, name, positions: [] })),
    members: Object.fromEntries(entries),
    removed: [],
    createdAt: AT,
    version: 1,
  };
}
