import { draw, ENGINE } from '@besteam/balancer';
import type { Proof } from '@besteam/contracts/matches';

export type Rerun = 'same' | 'different' | 'other-engine';

/**
 * Draws again from what the proof says went in, here on the device, and compares. Teams adjusted by hand afterwards
 * cannot be compared; then the fingerprint of the input is what must agree.
 */
export function rerun(proof: Proof): Rerun {
  if (!proof.input) return 'different';
  if (proof.engine !== ENGINE) return 'other-engine';
  const again = draw(proof.input);
  if (again.kind !== 'draw' || again.inputHash !== proof.inputHash) return 'different';
  return proof.adjustedByHand || sameTeams(again.teams, proof.teams) ? 'same' : 'different';
}

/** The same people in the same teams; the order within a team is for the screen. */
function sameTeams(one: string[][], other: string[][]): boolean {
  const sorted = (teams: string[][]) => JSON.stringify(teams.map((team) => [...team].sort()));
  return sorted(one) === sorted(other);
}
