import { HARD_KINDS, squad } from '../bench/squads.ts';
import type { DrawInput, Rule } from '../src/index.ts';

const RULES: Rule[] = [
  { kind: 'spread', tag: 'goalkeeper' },
  { kind: 'together', players: ['p1', 'p2'] },
  { kind: 'apart', players: ['p3', 'p4', 'p6'] },
  { kind: 'fixed', player: 'p5', team: 0 },
];

export function ordinary(): [string, DrawInput][] {
  const sizes = [10, 2, 23, 2, 15, 3, 20, 4, 17, 3, 24, 6, 25, 5, 30, 6, 27, 4, 24, 8, 45, 2, 60, 7];
  return pairs(sizes).flatMap(([size, teams], number) => {
    const players = squad('ordinary', size, number).map((player, i) => ({
      ...player,
      tags: i >= size - teams - 1 ? ['goalkeeper'] : [],
    }));
    const input: DrawInput = { players, teams, seed: `${number}`, ...(number % 3 === 2 ? { balance: 'totals' } : {}) };
    const named: [string, DrawInput] = [`${size} in ${teams}`, input];
    const ruled: [string, DrawInput] = [`${size} in ${teams} with rules`, { ...input, rules: RULES }];
    return number % 2 === 0 && size > 12 && size < 50 ? [named, ruled] : [named];
  });
}

export function hard(): [string, DrawInput][] {
  const sizes = [13, 3, 19, 4, 22, 5, 26, 6];
  return HARD_KINDS.flatMap((kind) =>
    pairs(sizes).map(([size, teams], number): [string, DrawInput] => [
      `${kind}, ${size} in ${teams}`,
      { players: squad(kind, size, number), teams, seed: kind, timeLimitMs: 5 },
    ]),
  );
}

function pairs(list: number[]): [number, number][] {
  return list.flatMap((size, i): [number, number][] => (i % 2 === 0 ? [[size, list[i + 1] ?? 2]] : []));
}
