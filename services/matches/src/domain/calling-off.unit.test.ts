import { describe, expect, it } from 'vitest';
import { drawnMatch, granted, member, NOW, planned, reasonOf, squadOf } from '../../test/domain-builders.ts';
import { saidWhetherComing } from './attendance.ts';
import { deleted } from './calling-off.ts';
import { drawable } from './drawing.ts';
import { lockedOrOpened } from './lock.ts';
import type { Match } from './match.ts';
import { replanned } from './plan.ts';
import { isRefusal } from './refusal.ts';
import { replaceable } from './replacement.ts';
import { played } from './result.ts';
import { swapped } from './swap.ts';

const squad = squadOf(10);
const [owner, maker, other] = [0, 2, 3].map((index) => member(squad, index));
if (!owner || !maker || !other) throw new Error('the squad has ten members');
const result = { scores: [1, 0], recordedBy: 'a3', recordedAt: NOW };

function calledOff(match: Match): Match {
  const after = deleted(maker ?? expect.fail(), match, NOW);
  return granted(after ?? expect.fail('it is gone'));
}

describe('a match that somebody deletes', () => {
  it('goes when it was never drawn', () => {
    expect(deleted(maker, planned(), NOW)).toBeUndefined();
  });

  it('stays with every draw when it was, called off by him, and also when it was played', () => {
    const drawn = drawnMatch(squad);
    const off = { status: 'called-off', calledOff: { by: 'a2', at: NOW } };
    expect(calledOff(drawn)).toEqual({ ...drawn, ...off });
    const done = granted(played(drawn, result));
    expect(calledOff(done)).toEqual({ ...done, ...off });
  });

  it('does not change when he says it again', () => {
    const off = calledOff(drawnMatch(squad));
    expect(deleted(owner, off, 'later')).toBe(off);
  });

  it('is for who looks after it to delete', () => {
    expect(reasonOf(deleted(other, planned(), NOW))).toBe('forbidden');
    expect(reasonOf(deleted(other, drawnMatch(squad), NOW))).toBe('forbidden');
  });
});

describe('a match called off', () => {
  const off = calledOff(drawnMatch(squad));
  const [[a = ''] = [], [b = ''] = []] = off.draw?.teams ?? [];

  it('changes no more', () => {
    const attempts = [
      drawable(off),
      swapped(off, a, b),
      replaceable(squad, off, { out: a }),
      lockedOrOpened(owner, off, true),
      played(off, result),
      replanned(owner, off, { title: 'X' }),
      saidWhetherComing(squad, owner, off, { playerId: 'p1', status: 'in' }, NOW),
    ];
    expect(attempts.map(reasonOf)).toEqual(attempts.map(() => 'called-off'));
    expect(attempts.every((attempt) => attempt && isRefusal(attempt) && attempt.detail)).toBe(true);
  });
});
