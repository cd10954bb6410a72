import { expect, it } from 'vitest';
import { type DrawInput, draw } from '../src/index.ts';

const a = { id: 'a', level: 4, tags: ['x', 'y'] };
const others = [
  { id: 'b', level: 3 },
  { id: 'c', level: 2, tags: [] },
  { id: 'd', level: 1 },
];
const input: DrawInput = { players: [a, ...others], teams: 2, seed: 's' };

function hashOf(change: Partial<DrawInput>): string {
  const result = draw({ ...input, ...change });
  return result.kind === 'draw' ? result.inputHash : result.reason;
}

it('the hash of the input differs with everything that the draw depends on', () => {
  const changes: Partial<DrawInput>[] = [
    {},
    { seed: 't' },
    { teams: 3 },
    { balance: 'totals' },
    { tolerance: 0.05 },
    { tolerance: 0.1 },
    { timeLimitMs: 50 },
    { timeLimitMs: 40 },
    {
      avoid: [
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
      ],
    },
    {
      avoid: [
        [
          ['a', 'c'],
          ['b', 'd'],
        ],
      ],
    },
    { players: [{ ...a, level: 4.01 }, ...others] },
    { players: [{ ...a, id: 'e' }, ...others] },
    { players: [{ ...a, tags: ['x'] }, ...others] },
    { rules: [{ kind: 'fixed', player: 'a', team: 0 }] },
    { rules: [{ kind: 'fixed', player: 'a', team: 1 }] },
    { rules: [{ kind: 'fixed', player: 'b', team: 0 }] },
    { rules: [{ kind: 'together', players: ['a', 'b'] }] },
    { rules: [{ kind: 'together', players: ['a', 'c'] }] },
    { rules: [{ kind: 'apart', players: ['a', 'b'] }] },
    { rules: [{ kind: 'spread', tag: 'x' }] },
    { rules: [{ kind: 'spread', tag: 'y' }] },
  ];
  const hashes = changes.map(hashOf);
  for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(hashes).size).toBe(changes.length);
});

it('the hash is the same whatever the order of players and of their tags, and with empty lists for none', () => {
  const players = input.players
    .toReversed()
    .map(({ id, level, tags = [] }) => ({ id, level, tags: tags.toReversed() }));
  expect(hashOf({ players, rules: [], avoid: [], balance: 'means' })).toBe(hashOf({}));
});
