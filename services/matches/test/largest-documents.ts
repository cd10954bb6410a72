import type { Rule } from '@besteam/balancer';
import type { Ballot } from '../src/domain/ballot.ts';
import { drawable } from '../src/domain/drawing.ts';
import type { CurrentDraw, Match, PastDraw, ProofInput } from '../src/domain/match.ts';

/** What the contract lets be longest: ids of 22 characters, and names of characters that take most in JSON. */
const [PLAYERS, EXTRAS, RULES, RULE_PLAYERS, TAGS, EVERYBODY_EVER, CRITERIA] = [60, 10, 30, 20, 10, 500, 8];
const AT = '2026-11-22T10:00:00.000Z';
const id = (index: number) => `player-${index}`.padEnd(22, '_');
const text = (length: number) => '\ud800'.repeat(length);
const numbers = <T>(count: number, of: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => of(i));
const playing = [...numbers(PLAYERS, id), ...numbers(EXTRAS, (i) => `extra-${i + 1}`)];

function teamsOf(players: string[]): string[][] {
  return numbers(20, (team) => players.filter((_, index) => index % 20 === team));
}

function drawOf(players: string[]): PastDraw {
  const gap = 1.234567890123456;
  return {
    ...{ by: id(0), at: AT, seed: 'f'.repeat(32), teams: teamsOf(players), gap },
    ...{ evenness: 'as-even-as-it-gets', numbers: 'withheld', adjusted: false },
  };
}

function rules(): Rule[] {
  return numbers(RULES, () => ({ kind: 'together', players: numbers(RULE_PLAYERS, id) }));
}

function inputOf(avoid: string[][][]): ProofInput {
  const tags = numbers(TAGS, (tag) => `tag-${tag}`.padEnd(30, 'x'));
  const players = playing.map((one) => ({ id: one, level: 1.234567890123456, tags }));
  return { players, teams: 20, rules: rules(), tolerance: 0.05, avoid, balance: 'totals' };
}

function currentOf(last: PastDraw, avoid: string[][][]): CurrentDraw {
  const { teams, seed, gap, evenness } = last;
  const means = numbers(20, () => 1.234567890123456);
  const certificate = {
    ...{ teams, means, gap, optimalGap: gap, lowerBound: gap, proven: false, method: 'm'.repeat(200), tolerance: 0.05 },
    ...{ fairSplits: { count: 1.23456789e199, exact: false }, costs: numbers(RULES, (rule) => ({ rule, gap })) },
    ...{ starsApart: false, engine: 'e'.repeat(40), inputHash: 'f'.repeat(64) },
  };
  const ringers = numbers(EXTRAS, (i) => ({ id: `extra-${i + 1}`, name: text(60), strength: 'average' as const }));
  return {
    ...{ teams, means, gap, numbers: 'withheld', evenness, adjusted: true, seed, ringers },
    ...{ commitment: 'f'.repeat(64), salt: 'f'.repeat(32), input: inputOf([]), certificate },
    drawn: { input: inputOf(avoid), certificate },
  };
}

/**
 * A match of everybody under every rule, drawn as often as it may be, as many players at a time as make it largest, and
 * mended since, with everybody's answer, and played, and called off.
 */
export function largestMatch(squadId: string, playersAtATime: number): Match {
  const planned: Match = {
    ...{ matchId: id(0), squadId, version: 1e6, status: 'planned', createdBy: id(0), createdAt: AT, updatedAt: AT },
    plan: { title: text(80), place: text(120), timeZone: 'z'.repeat(60), startsAt: AT, teams: 20, capacity: 100 },
    attendance: numbers(PLAYERS + 1, (i) => ({ playerId: id(i), status: 'maybe', order: 1e6 + i, at: AT })),
    ...{ locked: false, answers: 1e6, draws: [], request: 'f'.repeat(64) },
  };
  let match = planned;
  while (!drawable(match)) match = { ...match, draws: [...match.draws, drawOf(playing.slice(0, playersAtATime))] };
  const last = drawOf(playing);
  const draws = [...match.draws.slice(0, -1), last];
  const avoid = [...draws.slice(0, -1), last, last, last].map(({ teams }) => teams);
  return {
    ...{ ...match, draws, draw: currentOf(last, avoid), status: 'called-off', calledOff: { by: id(0), at: AT } },
    result: { scores: numbers(20, () => 999), even: true, recordedBy: id(0), recordedAt: AT },
  };
}

/** A ballot of everybody who ever was in the squad, by every criterion. */
export function largestBallot(squadId: string): Ballot {
  const given = Object.fromEntries(numbers(CRITERIA, (i) => [`criterion-${i}`.padEnd(30, 'x'), 4.5]));
  const ratings = Object.fromEntries(numbers(EVERYBODY_EVER, (i) => [id(i), given]));
  return { squadId, accountId: id(0), ratings, version: 1, updatedAt: AT };
}
