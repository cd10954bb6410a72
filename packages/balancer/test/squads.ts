import { type Random, seededRandom } from '../src/random.ts';
import type { Balance, Player, Rule } from '../src/types.ts';

export interface Case {
  players: Player[];
  teams: number;
  rules: Rule[];
  balance: Balance;
  tolerance: number;
  seed: string;
}

/** A random small draw: coarse and fine levels, with and without rules. The same for the same number. */
export function randomCase(number: number, maxPlayers: number): Case {
  const random = seededRandom(`case ${number}`);
  const count = 4 + random.below(maxPlayers - 3);
  const teams = 2 + random.below(Math.min(5, count - 1));
  const steps = [5, 50, 500][random.below(3)] ?? 500;
  const players = Array.from({ length: count }, (_, index) => ({
    id: `p${index}`,
    level: Math.round((500 * random.below(steps + 1)) / steps) / 100,
    tags: ['keeper', 'defender'].filter(() => random.below(3) === 0),
  }));
  const rules = Array.from({ length: random.below(2) * random.below(5) }, () => randomRule(players, teams, random));
  return {
    players,
    teams,
    rules,
    balance: random.below(4) === 0 ? 'totals' : 'means',
    tolerance: [0, 0.05, 0.3][random.below(3)] ?? 0,
    seed: `${number}`,
  };
}

/** A rule of any kind about one to three of the players, or one of two tags. */
export function randomRule(players: readonly Player[], teams: number, random: Random): Rule {
  const someone = () => players[random.below(players.length)]?.id ?? '';
  const group = [...new Set([someone(), someone(), ...(random.below(3) === 0 ? [someone()] : [])])];
  switch (random.below(4)) {
    case 0:
      return { kind: 'fixed', player: someone(), team: random.below(teams) };
    case 1:
      return { kind: 'together', players: group };
    case 2:
      return { kind: 'apart', players: group };
    default:
      return { kind: 'spread', tag: random.below(2) === 0 ? 'keeper' : 'defender' };
  }
}

/** Players p0, p1 … of these levels. */
export function playersOf(...levels: number[]): Player[] {
  return levels.map((level, index) => ({ id: `p${index}`, level }));
}

/** A split without the order of teams and players. */
export function canonical(teams: string[][]): string {
  return teams
    .map((team) => team.toSorted().join('+'))
    .sort()
    .join(' ');
}
