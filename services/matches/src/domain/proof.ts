import type { CurrentDraw, PastDraw, ProofInput } from './match.ts';

/** What a member needs to check a draw: everything it was made of, or the sealed commitment to that. */
export interface Proof {
  /** As the seed drew them; adjusted ones differ. */
  teams: string[][];
  engine: string;
  inputHash: string;
  commitment: string;
  adjusted: boolean;
  proven: boolean;
  evenness: PastDraw['evenness'];
  /** Absent in a sealed proof. */
  input?: (ProofInput & { seed: string }) | undefined;
}

export function proofOf(draw: CurrentDraw, last: PastDraw, open: boolean): Proof {
  const { input, certificate } = draw.drawn ?? draw;
  const { engine, inputHash, proven } = certificate;
  const { commitment, adjusted, seed } = draw;
  return {
    teams: last.teams,
    engine,
    inputHash: open ? inputHash : commitment,
    commitment,
    adjusted,
    proven,
    evenness: last.evenness,
    ...(open && { input: { ...input, seed } }),
  };
}
