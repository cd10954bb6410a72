import { isOpen } from './draw-levels.ts';
import type { Evenness, Match } from './match.ts';
import { publishedLevel, type Snapshot } from './published-levels.ts';
import { hasPlayer, type Squad } from './squad.ts';

/** What the matches tell; none of it changes a level. */
export interface Insights {
  /** How many were played. */
  matches: number;
  pairs: Pair[];
  evenness: MatchEvenness[];
  suggestions: Suggestion[];
}

/** How often two players were in one team, and in different ones. */
export interface Pair {
  a: string;
  b: string;
  together: number;
  against: number;
}

/** What a draw promised beside what came of it. */
export interface MatchEvenness {
  matchId: string;
  at: string;
  evenness: Evenness;
  predictedGap?: number | undefined;
  /** Between the best and the worst score. */
  margin?: number | undefined;
  even?: boolean | undefined;
}

/** "His results say more than his votes": worth a second look by his friends. */
export interface Suggestion {
  playerId: string;
  direction: 'higher' | 'lower';
  matches: number;
  level: number;
  estimate: number;
}

/** One played match as the estimation of performance sees it. */
export interface Game {
  teams: string[][];
  scores: number[];
}

/** Estimates levels (0–5) from results, starting from what is known: a port, since the mathematics is a library's. */
export type Estimate = (levels: Record<string, number>, games: Game[]) => Record<string, number>;

const LEAST_MATCHES = 3;
const LEAST_DIFFERENCE = 0.3;

/** `matches` newest first. */
export function insightsOf(
  squad: Squad,
  matches: Match[],
  snapshot: Snapshot | undefined,
  estimate: Estimate,
): Insights {
  const chronological = matches.toReversed();
  const games = chronological.flatMap(gameOf);
  return {
    matches: games.length,
    pairs: pairsOf(squad, games),
    evenness: chronological.flatMap((match) => evennessOfMatch(squad, match)),
    suggestions: suggestionsOf(squad, games, snapshot, estimate),
  };
}

function gameOf({ draw, result, status }: Match): Game[] {
  return draw && result && status !== 'called-off' ? [{ teams: draw.teams, scores: result.scores }] : [];
}

function pairsOf(squad: Squad, games: Game[]): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const { teams } of games) {
    const placed = teams.flatMap((team, index) => team.map((id) => ({ id, index })));
    const ours = placed.filter(({ id }) => hasPlayer(squad, id)).sort((x, y) => (x.id < y.id ? -1 : 1));
    for (const [i, one] of ours.entries()) {
      for (const other of ours.slice(i + 1)) {
        const key = `${one.id} ${other.id}`;
        const pair = pairs.get(key) ?? { a: one.id, b: other.id, together: 0, against: 0 };
        pair[one.index === other.index ? 'together' : 'against'] += 1;
        pairs.set(key, pair);
      }
    }
  }
  return [...pairs.values()];
}

function evennessOfMatch(squad: Squad, { matchId, plan, createdAt, draw, result, status }: Match): MatchEvenness[] {
  if (!draw || status === 'called-off') return [];
  return [
    {
      matchId,
      at: plan.startsAt ?? createdAt,
      evenness: draw.evenness,
      predictedGap: isOpen(squad, draw) ? draw.gap : undefined,
      margin: result && Math.max(...result.scores) - Math.min(...result.scores),
      even: result?.even,
    },
  ];
}

/**
 * None where numbers are hidden: anybody may record a result, and whether results say more or less than the votes then
 * tells of the votes.
 */
function suggestionsOf(squad: Squad, games: Game[], snapshot: Snapshot | undefined, estimate: Estimate): Suggestion[] {
  if (!snapshot || squad.rules.numbers === 'hidden') return [];
  const levels = Object.fromEntries(
    Object.keys(snapshot.levels).map((playerId) => [playerId, publishedLevel(snapshot, playerId)?.level ?? 0]),
  );
  const estimates = estimate(levels, games);
  return squad.players.flatMap(({ id: playerId }): Suggestion[] => {
    const matches = games.filter(({ teams }) => teams.flat().includes(playerId)).length;
    const [level, said] = [levels[playerId], estimates[playerId]];
    if (matches < LEAST_MATCHES || level === undefined || said === undefined) return [];
    if (Math.abs(said - level) < LEAST_DIFFERENCE) return [];
    const direction = said > level ? 'higher' : 'lower';
    return [{ playerId, direction, matches, level, estimate: Math.round(said * 10) / 10 }];
  });
}
