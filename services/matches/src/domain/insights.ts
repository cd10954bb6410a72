import { isOpen } from './draw-levels.ts';
import type { Evenness, Match } from './match.ts';
import { publishedLevel, type Snapshot } from './published-levels.ts';
import type { Squad } from './squad.ts';

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

/** Levels (0–5) by player. */
export type ByPlayer = Record<string, number>;

/** Where the estimation of levels from results is to start, and from which. */
export interface Evidence {
  levels: ByPlayer;
  games: Game[];
}

const LEAST_MATCHES = 3;
const LEAST_DIFFERENCE = 0.3;

/**
 * What levels can be estimated from, beside the votes. None where numbers are hidden: anybody may record a result, and
 * whether results say more or less than the votes then tells of the votes.
 */
export function evidenceOf(squad: Squad, matches: Match[], snapshot: Snapshot | undefined): Evidence | undefined {
  if (!snapshot || squad.rules.numbers === 'hidden') return undefined;
  const known = Object.keys(snapshot.levels);
  const levels = Object.fromEntries(known.map((id) => [id, publishedLevel(snapshot, id)?.level ?? 0]));
  return { levels, games: gamesOf(matches) };
}

/** `matches` newest first; the estimates are what the evidence comes to. */
export function insightsOf(
  squad: Squad,
  matches: Match[],
  evidence: Evidence | undefined,
  estimates: ByPlayer,
): Insights {
  const games = gamesOf(matches);
  return {
    matches: games.length,
    pairs: pairsOf(squad, games),
    evenness: matches.toReversed().flatMap((match) => evennessOfMatch(squad, match)),
    suggestions: evidence ? suggestionsOf(squad, evidence, estimates) : [],
  };
}

/** The played ones, oldest first. */
function gamesOf(matches: Match[]): Game[] {
  return matches.toReversed().flatMap(gameOf);
}

function gameOf({ draw, result, status }: Match): Game[] {
  return draw && result && status !== 'called-off' ? [{ teams: draw.teams, scores: result.scores }] : [];
}

/** Counted by place in the roster, once for every two: a squad of sixty has 1770 pairs, and each match touches them. */
function pairsOf({ players }: Squad, games: Game[]): Pair[] {
  const ids = players.map(({ id }) => id).sort();
  const places = new Map(ids.map((id, place) => [id, place]));
  const [together, against] = [new Uint32Array(ids.length ** 2), new Uint32Array(ids.length ** 2)];
  for (const { teams } of games) {
    const ours = teams.flatMap((team, index) =>
      team.flatMap((id) => {
        const place = places.get(id);
        return place === undefined ? [] : [{ place, index }];
      }),
    );
    for (const one of ours) {
      for (const other of ours) {
        if (one.place >= other.place) continue;
        const counts = one.index === other.index ? together : against;
        const key = one.place * ids.length + other.place;
        counts[key] = (counts[key] ?? 0) + 1;
      }
    }
  }
  return ids.flatMap((a, i) =>
    ids.flatMap((b, j): Pair[] => {
      const key = i * ids.length + j;
      const pair = { a, b, together: together[key] ?? 0, against: against[key] ?? 0 };
      return pair.together + pair.against > 0 ? [pair] : [];
    }),
  );
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

function suggestionsOf(squad: Squad, { levels, games }: Evidence, estimates: ByPlayer): Suggestion[] {
  const played = new Map<string, number>();
  for (const id of games.flatMap(({ teams }) => teams.flat())) played.set(id, (played.get(id) ?? 0) + 1);
  return squad.players.flatMap(({ id: playerId }): Suggestion[] => {
    const matches = played.get(playerId) ?? 0;
    const [level, said] = [levels[playerId], estimates[playerId]];
    if (matches < LEAST_MATCHES || level === undefined || said === undefined) return [];
    if (Math.abs(said - level) < LEAST_DIFFERENCE) return [];
    const direction = said > level ? 'higher' : 'lower';
    return [{ playerId, direction, matches, level, estimate: Math.round(said * 10) / 10 }];
  });
}
