import type { DrawInput, Rule, SplitInput } from './types.ts';

/** The first thing wrong with the input, in a sentence; undefined when it can be worked on. */
export function inputProblem(input: SplitInput): string | undefined {
  if (!isObject(input) || !Array.isArray(input.players)) return 'players must be a list';
  if (!Number.isSafeInteger(input.teams) || input.teams < 2) return 'teams must be a whole number of at least 2';
  if (input.balance !== undefined && input.balance !== 'means' && input.balance !== 'totals') {
    return 'balance must be means or totals';
  }
  const ids = new Set<string>();
  for (const player of input.players) {
    const problem = playerProblem(player, ids);
    if (problem !== undefined) return problem;
    ids.add(player.id);
  }
  if (input.rules === undefined) return undefined;
  if (!Array.isArray(input.rules)) return 'rules must be a list';
  for (const [index, rule] of input.rules.entries()) {
    const problem = ruleProblem(rule, ids, input.teams);
    if (problem !== undefined) return `rule ${index}: ${problem}`;
  }
  return undefined;
}

/** The same for what only a draw has: seed, tolerance, splits to avoid, time limit. */
export function drawProblem(input: DrawInput): string | undefined {
  if (typeof input.seed !== 'string') return 'seed must be a string';
  if (input.tolerance !== undefined && !isWithin(input.tolerance, 0, 5)) return 'tolerance must be between 0 and 5';
  if (input.timeLimitMs !== undefined && !isWithin(input.timeLimitMs, 0, 60_000)) {
    return 'timeLimitMs must be between 0 and 60000';
  }
  if (input.avoid !== undefined && !isSplitList(input.avoid)) return 'avoid must be a list of splits';
  return undefined;
}

function playerProblem(player: unknown, ids: ReadonlySet<string>): string | undefined {
  if (!isObject(player) || !isId(player['id'])) return 'every player needs an id';
  const { id, level, tags } = player;
  if (ids.has(id as string)) return `player ${id} is listed twice`;
  if (!isWithin(level, 0, 5)) return `the level of ${id} must be between 0 and 5`;
  if (tags !== undefined && !isIdList(tags)) return `the tags of ${id} must be a list of strings`;
  return undefined;
}

function ruleProblem(rule: Rule, ids: ReadonlySet<string>, teams: number): string | undefined {
  if (!isObject(rule)) return 'not a rule';
  switch (rule.kind) {
    case 'fixed':
      if (!ids.has(rule.player)) return `unknown player ${rule.player}`;
      if (!Number.isSafeInteger(rule.team) || rule.team < 0 || rule.team >= teams) return 'unknown team';
      return undefined;
    case 'together':
    case 'apart':
      if (!isIdList(rule.players)) return 'players must be a list';
      if (new Set(rule.players).size < rule.players.length) return 'a player is listed twice';
      for (const player of rule.players) if (!ids.has(player)) return `unknown player ${player}`;
      return undefined;
    case 'spread':
      return isId(rule.tag) ? undefined : 'tag must be a string';
    default:
      return 'unknown kind';
  }
}

function isSplitList(value: unknown): boolean {
  return Array.isArray(value) && value.every((split) => Array.isArray(split) && split.every(isIdList));
}

function isIdList(value: unknown): boolean {
  return Array.isArray(value) && value.every((id) => typeof id === 'string');
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isWithin(value: unknown, low: number, high: number): boolean {
  return typeof value === 'number' && value >= low && value <= high;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
