const ROUNDS = 10;

export interface Contender {
  /** Works for that long and answers how often it was done. */
  work(milliseconds: number): Promise<number>;
}

export interface Comparison {
  /** Operations a second, the median of all rounds. */
  one: number;
  other: number;
  /** The median of the rounds' ratios. */
  ratio: number;
}

/**
 * Measures both by turns, in many short rounds of which the median counts: whatever else the machine does falls on
 * both, and a hiccup on neither.
 */
export async function sideBySide(one: Contender, other: Contender, milliseconds: number): Promise<Comparison> {
  await one.work(milliseconds / 8);
  await other.work(milliseconds / 8);
  const rounds: { one: number; other: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ one: await rate(one, milliseconds / ROUNDS), other: await rate(other, milliseconds / ROUNDS) });
  }
  return {
    one: median(rounds.map((round) => round.one)),
    other: median(rounds.map((round) => round.other)),
    ratio: median(rounds.map((round) => round.one / round.other)),
  };
}

/** By the time it really took: work in hand is finished after the time is over. */
async function rate(contender: Contender, milliseconds: number): Promise<number> {
  const begun = performance.now();
  const done = await contender.work(milliseconds);
  return (done / (performance.now() - begun)) * 1000;
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** Repeats the call, `atOnce` at a time, for that long; answers how many ended. */
export async function repeat(
  atOnce: number,
  milliseconds: number,
  call: (worker: number) => Promise<unknown>,
): Promise<number> {
  const until = performance.now() + milliseconds;
  let done = 0;
  const work = async (_: unknown, worker: number) => {
    while (performance.now() < until) {
      await call(worker);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return done;
}
