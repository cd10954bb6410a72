/** What matches must know of a squad. It is the players service's truth; here it is a replica of it. */
export interface Squad {
  squadId: string;
  /** Grows with every change in the players service; an older snapshot never replaces a newer one. */
  version: number;
  name: string;
  criteria: Criterion[];
  rules: SquadRules;
  /** Who plays in it now; archived players are not among them. */
  players: SquadPlayer[];
  members: Member[];
}

export interface Criterion {
  id: string;
  weight: number;
}

export interface SquadRules {
  /** Whose ballots count: of accounts that claim a player now, or of every member. */
  raters: 'players' | 'anyone';
  numbers: 'shown' | 'hidden';
}

export interface SquadPlayer {
  id: string;
  name: string;
  positions: string[];
}

export type Role = 'owner' | 'organiser' | 'member';

export interface Member {
  accountId: string;
  role: Role;
  playerId?: string | undefined;
  displayName?: string | undefined;
}

export function memberOf(squad: Squad, accountId: string): Member | undefined {
  return squad.members.find((member) => member.accountId === accountId);
}

export function hasPlayer(squad: Squad, playerId: string): boolean {
  return squad.players.some(({ id }) => id === playerId);
}

export function hasCriterion(squad: Squad, criterionId: string): boolean {
  return squad.criteria.some(({ id }) => id === criterionId);
}

/**
 * The replica corrected by what the players service just told one caller: everything but the other members, whom it
 * does not tell. Where the replica is the newer of the two it stays as it is, apart from the caller.
 */
export function correctedBy(replica: Squad | undefined, told: Squad): Squad {
  const callers = new Set(told.members.map(({ accountId }) => accountId));
  const claimed = new Set(told.members.flatMap(({ playerId }) => playerId ?? []));
  const others = (replica?.members ?? [])
    .filter(({ accountId }) => !callers.has(accountId))
    .map((member) => (member.playerId && claimed.has(member.playerId) ? { ...member, playerId: undefined } : member));
  const newest = replica && replica.version > told.version ? replica : told;
  const named = told.members.map((member) => {
    const displayName = replica && memberOf(replica, member.accountId)?.displayName;
    return displayName === undefined ? member : { displayName, ...member };
  });
  return { ...newest, members: [...others, ...named] };
}
