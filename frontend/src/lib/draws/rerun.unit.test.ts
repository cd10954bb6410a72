import { draw, ENGINE } from '@besteam/balancer';
import type { Proof } from '@besteam/contracts/matches';
import { describe, expect, it } from 'vitest';
import { rerun } from './rerun.ts';

/** The open proof of a real draw. */
function proofOf(seed: string): Proof {
  const players = [4.1, 3.2, 2.8, 3.9, 2.2, 3.3, 1.9, 4.6].map((level, index) => ({ id: `player-${index}`, level }));
  const input = { players, teams: 2, seed, rules: [], tolerance: 0.05, avoid: [] };
  const drawn = draw(input);
  if (drawn.kind !== 'draw') throw new Error('the draw was refused');
  const { teams, engine, inputHash, proven } = drawn;
  return {
    kind: 'open',
    number: 1,
    teams,
    engine,
    inputHash,
    proven,
    evenness: 'very-even',
    adjustedByHand: false,
    input,
  };
}

describe('a draw re-run on the device', () => {
  it('gives the same teams', () => {
    const proof = proofOf('b3c1');
    expect(rerun(proof)).toEqual({ verdict: 'same', teams: proof.teams });
  });

  it('shows teams that somebody changed behind the back of the seed', () => {
    const proof = proofOf('b3c1');
    const [first = [], second = []] = proof.teams;
    const swapped = [
      [...first.slice(1), ...second.slice(0, 1)],
      [...second.slice(1), ...first.slice(0, 1)],
    ];
    expect(rerun({ ...proof, teams: swapped })).toMatchObject({
      verdict: 'different',
      teams: proof.teams.map((team) => expect.arrayContaining(team)),
    });
  });

  it('shows an input that is not the one the fingerprint was taken of', () => {
    const proof = proofOf('b3c1');
    expect(rerun({ ...proof, ...(proof.input && { input: { ...proof.input, seed: 'mine' } }) }).verdict).toBe(
      'different',
    );
  });

  it('says so when another engine drew', () => {
    expect(rerun({ ...proofOf('b3c1'), engine: `${ENGINE}-other` })).toEqual({ verdict: 'other-engine' });
  });
});
