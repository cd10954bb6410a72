import type { Change, Draw, Rule } from '@besteam/balancer';
import { answered, placeGiven } from './attendance.ts';
import type { DrawLevels } from './draw-levels.ts';
import { evennessOf } from './evenness.ts';
import type { CurrentDraw, Match, Numbers, ProofInput } from './match.ts';
import { teamsAreFixed } from './permission.ts';
import { type Refusal, refuse } from './refusal.ts';
import { isRinger, MAX_RINGERS, RINGER_IDS, type Ringer, ringerId, ringerLevel } from './ringer.ts';
import { hasPlayer, type Squad } from './squad.ts';
import { withLastAdjusted } from './swap.ts';

/** Who goes; and who comes in his place, if anybody does: a player of the squad, or somebody for this match only. */
export interface Replacement {
  out: string;
  in?: string | undefined;
  ringer?: Ringer | undefined;
}

/** A ringer is called as nobody was before in this match, while there are such ids: its earlier draws keep their names. */
export function ringerComing({ draw, draws }: Match, guess: Omit<Ringer, 'id'>): Ringer {
  const playing = draw?.teams.flat() ?? [];
  const everDrawn = new Set([...playing, ...draws.flatMap(({ teams }) => teams.flat())]);
  const ids = Array.from({ length: RINGER_IDS }, (_, index) => ringerId(index + 1));
  const id = ids.find((one) => !everDrawn.has(one)) ?? ids.find((one) => !playing.includes(one));
  return { ...guess, id: id ?? ringerId(RINGER_IDS) };
}

/** The teams to be repaired, or why they cannot be. */
export function replaceable(squad: Squad, match: Match, replacement: Replacement): CurrentDraw | Refusal {
  const { draw } = match;
  if (!draw) return refuse('not-drawn', 'There are no teams yet.');
  const refusal = teamsAreFixed(match);
  if (refusal) return refusal;
  const playing = draw.teams.flat();
  if (!playing.includes(replacement.out)) {
    return refuse('impossible-replacement', 'Only who plays can drop out.', [
      { path: 'body/out', message: 'does not play' },
    ]);
  }
  const ringer = ringerRefused(draw, replacement);
  if (ringer) return ringer;
  if (replacement.in !== undefined && (!hasPlayer(squad, replacement.in) || playing.includes(replacement.in))) {
    const message = playing.includes(replacement.in) ? 'plays already' : 'is no player of this squad';
    return refuse('impossible-replacement', 'Somebody else must come in.', [{ path: 'body/in', message }]);
  }
  if (replacement.in === undefined && !replacement.ringer && playing.length <= draw.teams.length) {
    return refuse('too-few-players', 'With one less there are fewer players than teams.', [
      { path: 'body/out', message: 'is needed' },
    ]);
  }
  return draw;
}

function ringerRefused({ ringers }: CurrentDraw, { out, in: joining, ringer }: Replacement): Refusal | undefined {
  if (!ringer) return undefined;
  const refusal = (message: string) =>
    refuse('impossible-replacement', 'Somebody else must come in.', [{ path: 'body/extra', message }]);
  if (joining !== undefined) return refusal('comes beside another one');
  const others = ringers.filter(({ id }) => id !== out);
  return others.length < MAX_RINGERS ? undefined : refusal('is one more than a match may have');
}

/** What the engine is told of who goes and who comes. */
export function changeOf(squad: Squad, replacement: Replacement, { levels }: DrawLevels): Change {
  const { ringer } = replacement;
  if (ringer) {
    const everyLevel = squad.players.flatMap(({ id }) => levels[id] ?? []);
    const coming = { id: ringer.id, level: ringerLevel(ringer.strength, everyLevel), tags: [] };
    return { out: [replacement.out], in: [coming] };
  }
  if (replacement.in === undefined) return { out: [replacement.out] };
  const player = squad.players.find(({ id }) => id === replacement.in);
  const level = levels[replacement.in] ?? 0;
  return { out: [replacement.out], in: [{ id: replacement.in, level, tags: player?.positions ?? [] }] };
}

/** What is to be repaired: the players as they were, and the rules for those who stay. */
export function repairInput({ input }: CurrentDraw, { out }: Replacement): ProofInput {
  const rules = input.rules.flatMap((rule): Rule[] => {
    if (rule.kind === 'fixed') return rule.player === out ? [] : [rule];
    if (rule.kind === 'spread') return [rule];
    const players = rule.players.filter((id) => id !== out);
    return players.length < 2 ? [] : [{ ...rule, players }];
  });
  return { ...input, rules, avoid: [] };
}

function inputAfter(input: ProofInput, { out = [], in: joining = [] }: Change): ProofInput {
  const staying = input.players.filter(({ id }) => !out.includes(id));
  return { ...input, players: [...staying, ...joining.map(({ id, level, tags = [] }) => ({ id, level, tags }))] };
}

export interface Repair {
  input: ProofInput;
  change: Change;
  draw: Draw;
  numbers: Numbers;
}

/** The match after the engine repaired its teams. Who dropped out is out, who came is in. */
export function repaired(
  match: Match,
  before: CurrentDraw,
  { input, change, draw, numbers }: Repair,
  { out, in: joining, ringer }: Replacement,
  now: string,
): Match {
  const { kind: _, ...certificate } = draw;
  const open = before.numbers === 'open' && numbers === 'open';
  const teams = open ? draw.teams : draw.teams.map((team) => team.toSorted());
  const current: CurrentDraw = {
    ...before,
    teams,
    means: draw.means,
    gap: draw.gap,
    evenness: evennessOf(draw.gap, draw),
    numbers: open ? 'open' : 'withheld',
    adjusted: true,
    input: inputAfter(input, change),
    certificate,
    ringers: [...before.ringers.filter(({ id }) => id !== out), ...(ringer ? [ringer] : [])],
    drawn: before.drawn ?? { input: before.input, certificate: before.certificate },
  };
  const after = { ...match, draw: current, draws: withLastAdjusted(match) };
  if (isRinger(out)) return joining === undefined ? after : answered(after, joining, 'in', now);
  return joining === undefined ? answered(after, out, 'out', now) : placeGiven(after, out, joining, now);
}
