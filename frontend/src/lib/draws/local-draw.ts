import { draw } from '@besteam/balancer';
import type { Draw, Extra, NewDraw, Scores } from '@besteam/contracts/matches';
import { ringerId } from './ringers.ts';

/** Teams drawn on the device: what the pitch and the balance picture show of any draw. */
export type LocalTeams = Pick<Draw, 'teams' | 'evenness' | 'gap' | 'balance'>;

type Players = { id: string; positions: string[] }[];

/**
 * Draws here with the levels this device knows, when the services cannot be reached; nothing is kept or proven.
 * Undefined where a level is unknown or the rules cannot hold. Earlier splits do not come again.
 */
export function localDraw(
  request: NewDraw,
  squad: Players,
  scores: Scores['players'],
  avoid: string[][][],
  seed: string,
): LocalTeams | undefined {
  const levels = new Map(scores.map((score) => [score.playerId, score.score]));
  const known = [...levels.values()].filter((level) => level !== undefined);
  const members = (request.playerIds ?? []).map((id) => ({
    id,
    level: levels.get(id),
    tags: squad.find((player) => player.id === id)?.positions ?? [],
  }));
  const ringers = (request.extras ?? []).map((extra, index) => ({
    id: ringerId(index),
    level: guessed(extra.strength, known),
    tags: [],
  }));
  const players = [...members, ...ringers].flatMap((one) =>
    one.level === undefined ? [] : [{ ...one, level: one.level }],
  );
  if (players.length < members.length + ringers.length) return undefined;
  const balance = request.balance ?? 'means';
  const drawn = draw({ players, teams: request.teams ?? 2, rules: request.constraints ?? [], balance, avoid, seed });
  if (drawn.kind !== 'draw') return undefined;
  const teams = drawn.teams.map((ids, team) => ({ players: ids, mean: drawn.means[team] ?? 0 }));
  const best = drawn.proven && drawn.gap < drawn.optimalGap + 0.005;
  const evenness = best ? 'as-even-as-it-gets' : drawn.gap <= 0.05 ? 'very-even' : 'even';
  return { teams, gap: drawn.gap, evenness, balance };
}

/** What a guess about a ringer stands for: the squad's mean, or one deviation (half a point at least) beside it. */
function guessed(strength: Extra['strength'], levels: number[]): number {
  const mean = levels.length === 0 ? 2.5 : sum(levels) / levels.length;
  const deviation = Math.sqrt(sum(levels.map((level) => (level - mean) ** 2)) / Math.max(1, levels.length));
  const level = mean + { weak: -1, average: 0, strong: 1 }[strength] * Math.max(deviation, 0.5);
  return Math.round(Math.min(5, Math.max(0, level)) * 100) / 100;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
