import { setImmediate } from 'node:timers/promises';
import { type Rating, rate } from 'openskill';
import type { Estimate } from '../application/ports.ts';
import type { Game } from '../domain/insights.ts';
import { isRinger } from '../domain/ringer.ts';

/** OpenSkill's scale: its default beta, 25/6, is then about 0.4 of a level, one honest rating's deviation. */
const POINTS_PER_LEVEL = 10;
/** How unsure the votes are, in levels. */
const PRIOR_DEVIATION = 0.5;
const AVERAGE_LEVEL = 2.5;
/** A match of many takes a fifth of a millisecond: after so many, other requests have their turn. */
const GAMES_AT_A_STRETCH = 10;

/**
 * Estimates levels from results by Weng and Lin's Bayesian approximation ("A Bayesian Approximation Method for Online
 * Ranking", JMLR 12, 2011) as implemented by openskill, starting from the levels that the votes gave.
 */
export const openskillEstimate: Estimate = async ({ levels, games }) => {
  const ratings = new Map<string, Rating>();
  const ratingOf = (id: string): Rating =>
    ratings.get(id) ?? {
      mu: (levels[id] ?? AVERAGE_LEVEL) * POINTS_PER_LEVEL,
      sigma: PRIOR_DEVIATION * POINTS_PER_LEVEL,
    };
  for (const [index, game] of games.entries()) {
    if (index % GAMES_AT_A_STRETCH === GAMES_AT_A_STRETCH - 1) await setImmediate();
    for (const [id, rating] of rated(game, ratingOf)) ratings.set(id, rating);
  }
  return Object.fromEntries([...ratings].map(([id, { mu }]) => [id, Math.min(5, Math.max(0, mu / POINTS_PER_LEVEL))]));
};

/** The library compares sums, but substitutes rotate: a smaller team is filled up with copies of its own mean. */
function rated({ teams, scores }: Game, ratingOf: (id: string) => Rating): [string, Rating][] {
  const size = Math.max(...teams.map((team) => team.length));
  const entered = teams.map((team) => {
    const members = team.map(ratingOf);
    const mean = members.reduce((sum, { mu }) => sum + mu, 0) / members.length;
    return [...members, ...Array.from({ length: size - team.length }, () => ({ mu: mean, sigma: Number.EPSILON }))];
  });
  const after = rate(entered, { score: scores });
  return teams.flatMap((team, i) =>
    team.flatMap((id, j): [string, Rating][] => {
      const rating = after[i]?.[j];
      return isRinger(id) || !rating ? [] : [[id, rating]];
    }),
  );
}
