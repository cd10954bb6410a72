import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { rememberedLevels } from '../src/adapters/remembered-levels.ts';
import type { Ballot } from '../src/domain/ballot.ts';
import { internalLevels } from '../src/domain/levels.ts';
import { largeSquad, storedBallots } from './large-squad.ts';
import { middle, percentile, times } from './measure.ts';

const PROCESSES = 31;
const ROUNDS = 40;
const WARM_AFTER = 10;
const BAR = '| – | – | < 20 ms |';

/** What it takes in a process that has done nothing yet. */
interface Taken {
  /** Of processor time, in milliseconds. */
  reading: number;
  levels: number;
  /** Both together, by the clock. */
  clock: number;
}

/** The levels of a large squad: nothing known in a fresh process, nothing known in a warm one, and one ballot changed. */
export async function levelsOfLargeSquad(): Promise<string[]> {
  const fresh: Taken[] = [];
  for (let i = 0; i < PROCESSES; i++) fresh.push(await inFreshProcess());
  const busy = middle(fresh.map(({ reading, levels }) => reading + levels));
  const rounds = Array.from({ length: ROUNDS }, (_, round) => ballotsOf(round));
  const warm = await times(ROUNDS, (round) => internalLevels(largeSquad, rounds[round] ?? []));
  const levelsOf = rememberedLevels();
  const [ballots = []] = rounds;
  const changed = await times(ROUNDS, (round) =>
    levelsOf(largeSquad, [...ballots.slice(1), ...(rounds[round] ?? []).slice(0, 1)]),
  );
  const what = `levels of 60 players from 200 ballots, read and fitted first of all in ${PROCESSES} fresh processes`;
  return [
    `| ${what}: processor time | ${busy} (reading: p50 ${p50(fresh.map(({ reading }) => reading))} ms) ${BAR}`,
    `| the same, by the clock | ${middle(fresh.map(({ clock }) => clock))} ${BAR}`,
    `| the same, in a warm process | p50 ${p50(warm.slice(WARM_AFTER))} ms ${BAR}`,
    `| the same, after one ballot changed | p50 ${p50(changed.slice(WARM_AFTER))} ms ${BAR}`,
  ];
}

async function inFreshProcess(): Promise<Taken> {
  const child = fork(fileURLToPath(new URL('cold-levels.ts', import.meta.url)));
  const [[taken]] = await Promise.all([once(child, 'message'), once(child, 'exit')]);
  return taken;
}

function ballotsOf(round: number): Ballot[] {
  return storedBallots(round).map((doc) => JSON.parse(doc));
}

function p50(taken: number[]): string {
  return percentile(taken, 0.5).toFixed(1);
}
