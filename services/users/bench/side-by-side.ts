const ROUNDS = 6;

export interface Contender {
  /** Works for that long and answers how often it was done. */
  work(milliseconds: number): Promise<number>;
}

/** Operations a second of both, measured by turns, so that whatever else the machine does falls on both. */
export async function sideBySide(one: Contender, other: Contender, milliseconds: number): Promise<[number, number]> {
  await one.work(milliseconds / 4);
  await other.work(milliseconds / 4);
  const done: [number, number] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    done[0] += await one.work(milliseconds / ROUNDS);
    done[1] += await other.work(milliseconds / ROUNDS);
  }
  return [(done[0] / milliseconds) * 1000, (done[1] / milliseconds) * 1000];
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
