import { draw, ENGINE } from '@besteam/balancer';
import type { Proof } from '@besteam/contracts/matches';

export type Rerun = {
  verdict: 'same' | 'different' | 'other-engine';
  /** What came out here, each team in the order of the recorded one; absent where nothing could be drawn. */
  teams?: string[][];
};

/**
 * Draws again from what the proof says went in, here on the device, and compares. Teams adjusted by hand afterwards
 * cannot be compared; then the fingerprint of the input is what must agree.
 */
export function rerun(proof: Proof): Rerun {
  if (!proof.input) return { verdict: 'different' };
  if (proof.engine !== ENGINE) return { verdict: 'other-engine' };
  const again = draw(proof.input);
  if (again.kind !== 'draw') return { verdict: 'different' };
  const genuine = again.inputHash === proof.inputHash && (proof.adjustedByHand || sameTeams(again.teams, proof.teams));
  const teams = again.teams.map((team, index) => inOrderOf(proof.teams[index] ?? [], team));
  return { verdict: genuine ? 'same' : 'different', teams };
}

/** The same people in the same teams; the order within a team is for the screen. */
function sameTeams(one: string[][], other: string[][]): boolean {
  const sorted = (teams: string[][]) => JSON.stringify(teams.map((team) => [...team].sort()));
  return sorted(one) === sorted(other);
}

/** Who is in both stands where the recorded team has him, so that two lists can be read side by side. */
function inOrderOf(recorded: string[], team: string[]): string[] {
  return [...recorded.filter((id) => team.includes(id)), ...team.filter((id) => !recorded.includes(id))];
}
