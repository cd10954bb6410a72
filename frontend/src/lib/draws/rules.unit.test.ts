import { describe, expect, it } from 'vitest';
import { rulesInPlay, sameRule } from './rules.ts';

describe('the rules that apply to those who play', () => {
  const playing = new Set(['ana', 'luis', 'eva']);

  it('keeps of a group who plays, and drops a group of one', () => {
    expect(rulesInPlay([{ kind: 'together', players: ['ana', 'luis', 'leo'] }], playing, 2)).toEqual([
      { kind: 'together', players: ['ana', 'luis'] },
    ]);
    expect(rulesInPlay([{ kind: 'apart', players: ['ana', 'leo'] }], playing, 2)).toEqual([]);
  });

  it('drops who is fixed to a team that is not there', () => {
    expect(rulesInPlay([{ kind: 'fixed', player: 'ana', team: 2 }], playing, 2)).toEqual([]);
    expect(rulesInPlay([{ kind: 'fixed', player: 'ana', team: 2 }], playing, 3)).toHaveLength(1);
  });

  it('knows a rule told twice', () => {
    expect(sameRule({ kind: 'apart', players: ['a', 'b'] }, { kind: 'apart', players: ['b', 'a'] })).toBe(true);
    expect(sameRule({ kind: 'apart', players: ['a', 'b'] }, { kind: 'together', players: ['a', 'b'] })).toBe(false);
  });
});
