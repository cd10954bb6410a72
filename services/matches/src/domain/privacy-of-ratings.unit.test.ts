import { describe, expect, it } from 'vitest';
import type { Ballot } from './ballot.ts';
import { drawLevels } from './draw-levels.ts';
import { publishedLevel, renewed, type Snapshot } from './published-levels.ts';
import type { Squad } from './squad.ts';

/**
 * The attack the privacy of ratings must withstand: somebody with two accomplices in a squad of ten, who change their
 * own ballots, read and draw as often as they like, wants one rating: what `victim` gives to `target`. They know their
 * own ballots and read the target's level before and after. Their best guess is linear in the two readings; they are
 * granted the best coefficient there is. It must not hit (within half a point) more than 10 % more often than the
 * guess of somebody who only sees the level.
 */
const PEOPLE = 10;
const FRIENDS = 3;
const TRIALS = 400;
const NOW = '2026-11-22T10:00:00.000Z';
const [target, victim, ...bystanders] = [0, 1, 2, 3];

interface Reading {
  rating: number;
  before: number;
  after: number;
}

/** A small fixed generator, so that the figures are always the same. */
function randomness(seed: number) {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 1) / 4294967297;
  };
  return { uniform, normal: () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()) };
}

const id = (person: number) => `p${person}`;

function squadOf(numbers: 'shown' | 'hidden'): Squad {
  const everybody = Array.from({ length: PEOPLE }, (_, person) => person);
  return {
    squadId: 'squad',
    version: 1,
    name: 'Ten',
    criteria: [{ id: 'level', weight: 1 }],
    rules: { raters: 'players', numbers },
    players: everybody.map((person) => ({ id: id(person), name: id(person), positions: [] })),
    members: everybody.map((person) => ({ accountId: id(person), role: 'member', playerId: id(person) })),
  };
}

/** Honest ratings: true level, the rater's leniency, and σ² = 0.4 in all. */
function world(seed: number) {
  const { normal, uniform } = randomness(seed);
  const people = Array.from({ length: PEOPLE }, () => ({ level: 3 + 0.8 * normal(), leniency: 0.35 * normal() }));
  const rate = (rater: number, player: number) => {
    const value = (people[player]?.level ?? 0) + (people[rater]?.leniency ?? 0) + 0.53 * normal();
    return Math.min(5, Math.max(0, Math.round(value * 2) / 2));
  };
  return { rate, uniform };
}

class Attack {
  readonly squad: Squad;
  readonly ballots = new Map<string, Ballot>();
  snapshot: Snapshot | undefined;

  constructor(squad: Squad) {
    this.squad = squad;
  }

  rate(rater: number, player: number, level: number): void {
    const accountId = id(rater);
    const before = this.ballots.get(accountId);
    const ratings = { ...before?.ratings, [id(player)]: { level } };
    this.ballots.set(accountId, { squadId: 'squad', accountId, ratings, version: (before?.version ?? 0) + 1 });
  }

  /** What a member reads of the target: its number, or, with patience, what draws tell of the level behind them. */
  read(): number {
    const ballots = [...this.ballots.values()];
    this.snapshot = renewed(this.squad, ballots, this.snapshot, NOW) ?? this.snapshot;
    if (this.squad.rules.numbers === 'shown') return publishedLevel(this.snapshot, id(target))?.level ?? Number.NaN;
    return drawLevels(this.squad, [id(target)], this.snapshot, ballots).levels[id(target)] ?? Number.NaN;
  }

  /** All three change something and change it back: enough to make a renewal due, if three are enough. */
  pester(): void {
    for (let friend = PEOPLE - FRIENDS; friend < PEOPLE; friend++) {
      const kept = this.ballots.get(id(friend))?.ratings[id(target)]?.['level'] ?? 0;
      this.rate(friend, target, kept === 5 ? 4.5 : kept + 0.5);
      this.rate(friend, target, kept);
    }
  }
}

type Rate = (rater: number, player: number) => number;

function everybodyRates(attack: Attack, rate: Rate): void {
  for (let rater = 0; rater < PEOPLE; rater++) {
    ratesEverybody(attack, rate, rater, (player) => rater === victim && player === target);
  }
}

function ratesEverybody(
  attack: Attack,
  rate: Rate,
  rater: number,
  but: (player: number) => boolean = () => false,
): void {
  for (let player = 0; player < PEOPLE; player++) {
    if (rater !== player && !but(player)) attack.rate(rater, player, rate(rater, player));
  }
}

/** The victim rates the target when everybody else has rated. */
function lastOfTen(seed: number, numbers: 'shown' | 'hidden'): Reading {
  const { rate } = world(seed);
  const attack = new Attack(squadOf(numbers));
  everybodyRates(attack, rate);
  const before = attack.read();
  const rating = rate(victim, target);
  attack.rate(victim, target, rating);
  pesterAlone(attack);
  for (const bystander of bystanders) attack.rate(bystander, target, rate(bystander, target));
  attack.pester();
  return { rating, before, after: attack.read() };
}

/** The friends rate before anybody else, and then the victim does. */
function firstOfTen(seed: number, numbers: 'shown' | 'hidden'): Reading {
  const { rate } = world(seed);
  const attack = new Attack(squadOf(numbers));
  for (let friend = PEOPLE - FRIENDS; friend < PEOPLE; friend++) ratesEverybody(attack, rate, friend);
  const before = attack.read();
  ratesEverybody(attack, rate, victim);
  pesterAlone(attack);
  for (const bystander of bystanders) ratesEverybody(attack, rate, bystander);
  attack.pester();
  const rating = attack.ballots.get(id(victim))?.ratings[id(target)]?.['level'] ?? Number.NaN;
  return { rating, before, after: attack.read() };
}

/** However often the friends change something, by themselves they see nothing move. */
function pesterAlone(attack: Attack): void {
  const readings = [attack.read()];
  for (let i = 0; i < 3; i++) {
    attack.pester();
    readings.push(attack.read());
  }
  if (new Set(readings).size > 1) throw new Error('the friends moved a level of their own');
}

/** How often the guess `after + k·(after − before)`, also as a possible rating, is within half a point. */
function hits(readings: Reading[], k: number): number {
  const rates = [(guess: number) => guess, (guess: number) => Math.round(guess * 2) / 2].map(
    (shape) =>
      readings.filter(({ rating, before, after }) => Math.abs(shape(after + k * (after - before)) - rating) <= 0.5)
        .length / readings.length,
  );
  return Math.max(...rates);
}

describe('an attacker with two accomplices', () => {
  it.each([
    ['shown', 'last', lastOfTen],
    ['hidden', 'last', lastOfTen],
    ['shown', 'first', firstOfTen],
    ['hidden', 'first', firstOfTen],
  ] as const)(
    'hits a chosen rating at most 10 % more often than from the level alone: numbers %s, the victim rates %s',
    (numbers, _, trial) => {
      const readings = Array.from({ length: TRIALS }, (_, seed) => trial(seed + 1, numbers));
      const guesses = Array.from({ length: 24 }, (_, half) => half / 2);
      const best = Math.max(...guesses.map((k) => hits(readings, k)));
      expect(best / hits(readings, 0)).toBeLessThanOrEqual(1.1);
    },
    60_000,
  );

  it('reads the same, and draws from the same, whatever one other member gives', () => {
    for (const numbers of ['shown', 'hidden'] as const) {
      const readings = [0, 2.5, 5].map((rating) => {
        const attack = new Attack(squadOf(numbers));
        everybodyRates(attack, world(7).rate);
        attack.read();
        attack.rate(victim, target, rating);
        attack.pester();
        return attack.read();
      });
      expect(new Set(readings).size).toBe(1);
    }
  });
});
