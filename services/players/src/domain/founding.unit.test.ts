import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AT } from '../../test/squad-builder.ts';
import { foundSquad } from './founding.ts';
import { joinCode } from './join-code.ts';
import { LIMITS } from './limits.ts';
import { nameKey, tidyName } from './names.ts';

const founding = { id: 'squad', code: 'AAAAAAAA', at: AT };

describe('founding a squad', () => {
  it('is for registered accounts that own fewer than a hundred', () => {
    const founder = { accountId: 'ana', kind: 'registered' as const, squads: LIMITS.squadsOfAnOwner - 1 };
    expect(foundSquad({ name: 'Ours' }, founder, founding)).toMatchObject({ ownerId: 'ana', sport: 'football' });
    const full = { ...founder, squads: LIMITS.squadsOfAnOwner };
    expect(foundSquad({ name: 'Ours' }, full, founding)).toMatchObject({ reason: 'too-many-squads' });
    expect(foundSquad({ name: 'Ours' }, { ...founder, kind: 'guest' }, founding)).toMatchObject({
      reason: 'registered-only',
    });
  });
});

describe('a new squad', () => {
  const founder = { accountId: 'ana', kind: 'registered' as const, squads: 0 };

  it('begins with its founder as owner and member, one criterion and open rules', () => {
    expect(foundSquad({ name: '  Ours ' }, founder, founding)).toEqual({
      id: 'squad',
      name: 'Ours',
      sport: 'football',
      code: 'AAAAAAAA',
      ownerId: 'ana',
      criteria: [{ id: 'level', name: 'Level', weight: 1 }],
      rules: { raters: 'players', numbers: 'shown', approveClaims: false },
      players: [],
      members: { ana: { accountId: 'ana', kind: 'registered', organiser: false, joinedAt: AT } },
      removed: [],
      createdAt: AT,
      version: 1,
    });
  });

  it('takes the sport and criteria asked for, and remembers the founder’s name and the request', () => {
    const criteria = [
      { id: 'attack', name: 'Attack', weight: 2 },
      { id: 'defence', name: 'Defence', weight: 1 },
    ];
    const named = { ...founder, displayName: 'Ana' };
    const squad = foundSquad({ name: 'Ours', sport: 'padel', criteria }, named, { ...founding, request: 'hash' });
    expect(squad).toMatchObject({
      sport: 'padel',
      criteria,
      request: 'hash',
      members: { ana: { displayName: 'Ana' } },
    });
  });

  it('has no two criteria of one id', () => {
    const criteria = [
      { id: 'attack', name: 'Attack', weight: 2 },
      { id: 'attack', name: 'Attack again', weight: 1 },
    ];
    expect(foundSquad({ name: 'Ours', criteria }, founder, founding)).toMatchObject({ reason: 'duplicate-criteria' });
  });
});

describe('a join code', () => {
  it('has eight letters without look-alikes, each as likely in each place', () => {
    const counts = new Map<string, number>();
    const rounds = 20_000;
    for (let round = 0; round < rounds; round += 1) {
      const code = joinCode(randomInt);
      expect(code).toMatch(/^[ABCDEFGHJKMNPQRSTUVWXYZ23456789]{8}$/);
      for (const letter of code) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    const expected = (rounds * 8) / 31;
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(counts.size).toBe(31);
    // 30 degrees of freedom: beyond 76 once in 100 000 runs.
    expect(chiSquare).toBeLessThan(76);
  });
});

describe('names', () => {
  it('are tidied, and the same whatever their case and accents', () => {
    expect(tidyName('  José \t María ')).toBe('José María');
    expect(nameKey('JOSE  maría')).toBe(nameKey('José Maria'));
    expect(nameKey('Ñandú')).toBe('nandu');
    expect(nameKey('Ana')).not.toBe(nameKey('Anna'));
  });
});
