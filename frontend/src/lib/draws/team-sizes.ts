/** Sizes of `teams` teams over `players` people, largest first; they differ by at most one. */
export function teamSizes(players: number, teams: number): number[] {
  const small = Math.floor(players / teams);
  const larger = players % teams;
  return Array.from({ length: teams }, (_, index) => small + (index < larger ? 1 : 0));
}

/** The most teams that make sense: two people a team, twenty teams at most. */
export function mostTeams(players: number): number {
  return Math.max(2, Math.min(20, Math.floor(players / 2)));
}

/** Letters of the teams: A, B, C … */
export function teamLetter(team: number): string {
  return String.fromCharCode(65 + (team % 26));
}
