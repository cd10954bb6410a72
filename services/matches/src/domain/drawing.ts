import type { Draw, DrawInput, Refusal as EngineRefusal } from '@besteam/balancer';
import type { DrawLevels } from './draw-levels.ts';
import { evennessOf } from './evenness.ts';
import type { LineUp } from './line-up.ts';
import type { CurrentDraw, Match, PastDraw, ProofInput } from './match.ts';
import { teamsAreFixed } from './permission.ts';
import { type Refusal, refuse } from './refusal.ts';
import { ringerLevel } from './ringer.ts';
import type { Squad } from './squad.ts';

export const TOLERANCE = 0.05;
/** The final teams of as many earlier matches of the squad shall not come again. */
export const MATCHES_TO_AVOID = 3;
/**
 * A match keeps every draw it ever had in its one document, so draws and the places in them are bounded: the largest one
 * has 191 kB, and with its copy in the index that lists matches must stay below the 400 kB of DynamoDB.
 */
const MAX_DRAWS = 100;
const MAX_PLACES = 2200;

/** What the engine is to draw from: the players with levels and positions, the rules, and the teams not to repeat. */
export function drawInput(
  squad: Squad,
  { playerIds, ringers, teams, rules, balance }: LineUp,
  { levels }: DrawLevels,
  earlier: string[][][],
): ProofInput {
  const positions = new Map(squad.players.map(({ id, positions }) => [id, positions]));
  const everyLevel = squad.players.flatMap(({ id }) => levels[id] ?? []);
  const average = ringerLevel('average', everyLevel);
  const members = playerIds.map((id) => ({ id, level: levels[id] ?? average, tags: positions.get(id) ?? [] }));
  const guests = ringers.map(({ id, strength }) => ({ id, level: ringerLevel(strength, everyLevel), tags: [] }));
  const players = [...members, ...guests];
  const ids = new Set(players.map(({ id }) => id));
  const comparable = (split: string[][]) =>
    split.length === teams && split.flat().length === ids.size && split.flat().every((id) => ids.has(id));
  return { players, teams, rules, tolerance: TOLERANCE, avoid: earlier.filter(comparable), balance };
}

/** The engine's words for what a proof keeps. */
export function engineInput(input: ProofInput, seed: string): DrawInput {
  return { ...input, seed };
}

/** The engine's refusal in the domain's words. */
export function refusedByEngine(refusal: EngineRefusal): Refusal {
  if (refusal.reason !== 'conflicting-rules') {
    return refuse(refusal.reason === 'invalid' ? 'impossible-draw' : refusal.reason, refusal.detail);
  }
  const errors = refusal.rules.map((rule) => ({
    path: `body/constraints/${rule}`,
    message: 'cannot hold together with the others named',
  }));
  return refuse('conflicting-rules', `Rules ${refusal.rules.join(', ')} cannot all hold.`, errors);
}

/** Whether this match may be drawn (again). */
export function drawable(match: Match): Refusal | undefined {
  const refusal = teamsAreFixed(match);
  if (refusal) return refusal;
  const places = match.draws.reduce((sum, { teams }) => sum + teams.flat().length, 0);
  if (match.draws.length >= MAX_DRAWS || places >= MAX_PLACES) {
    return refuse('too-many-draws', `This match has been drawn ${match.draws.length} times; plan another one.`);
  }
  return undefined;
}

/** What a draw came from, and what came of it. */
export interface Drawn {
  line: LineUp;
  levels: DrawLevels;
  input: ProofInput;
  draw: Draw;
  by: string;
  now: string;
  seed: string;
  salt: string;
  commitment: string;
}

/** The match after the engine answered. */
export function drawn(match: Match, { line, levels, input, draw, by, now, seed, salt, commitment }: Drawn): Match {
  const { numbers } = levels;
  const { kind: _, ...certificate } = draw;
  // The engine lists the strongest first, which is a number too where numbers are withheld.
  const teams = numbers === 'open' ? draw.teams : draw.teams.map((team) => team.toSorted());
  const { gap, means } = draw;
  const standing = { teams, gap, evenness: evennessOf(gap, draw), numbers, adjusted: false };
  const past: PastDraw = { ...standing, by, at: now, seed };
  const current: CurrentDraw = {
    ...standing,
    means,
    seed,
    input,
    certificate,
    ringers: line.ringers,
    commitment,
    salt,
  };
  return { ...match, status: 'drawn', draws: [...match.draws, past], draw: current };
}
