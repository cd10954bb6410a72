import type { Certificate, CurrentDraw, Match, ProofInput } from '../../domain/match.ts';

/** A split not to be repeated, or the place among the match's own draws of the one that made it. */
type Avoided = string[][] | number;

interface PackedInput extends Omit<ProofInput, 'avoid'> {
  avoid: Avoided[];
}

interface PackedDraw extends Omit<CurrentDraw, 'input' | 'drawn'> {
  input: PackedInput;
  drawn?: { input: PackedInput; certificate: Certificate } | undefined;
}

type MatchDocument = Omit<Match, 'draw'> & { draw?: PackedDraw | undefined };

/**
 * A match as it is stored. A draw is not to repeat the earlier ones of its match, which stand there already: written out
 * again they would be a third of a document that has its limits.
 */
export function documentOf({ draw, ...match }: Match): MatchDocument {
  if (!draw) return match;
  const places = new Map(match.draws.map(({ teams }, place) => [JSON.stringify(teams), place]));
  const packed = (input: ProofInput): PackedInput => {
    return { ...input, avoid: input.avoid.map((split) => places.get(JSON.stringify(split)) ?? split) };
  };
  const { input, drawn } = draw;
  return {
    ...match,
    draw: { ...draw, input: packed(input), drawn: drawn && { ...drawn, input: packed(drawn.input) } },
  };
}

/** The match that was stored as this document. */
export function matchIn(document: string): Match {
  const { draw, ...match }: MatchDocument = JSON.parse(document);
  if (!draw) return match;
  const unpacked = (input: PackedInput): ProofInput => {
    const split = (avoided: Avoided) => (typeof avoided === 'number' ? match.draws[avoided]?.teams : avoided);
    return { ...input, avoid: input.avoid.map((avoided) => split(avoided) ?? []) };
  };
  const { input, drawn } = draw;
  return {
    ...match,
    draw: { ...draw, input: unpacked(input), drawn: drawn && { ...drawn, input: unpacked(drawn.input) } },
  };
}
