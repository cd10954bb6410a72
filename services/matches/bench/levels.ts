import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { rememberedLevels } from '../src/adapters/remembered-levels.ts';
import type { Ballot } from '../src/domain/ballot.ts';
import { internalLevels } from '../src/domain/levels.ts';
import { largeSquad, storedBallots } from './large-squad.ts';
import { percentile, times } from './measure.ts';

const PROCESSES = 9;
const ROUNDS = 40;
const WARM_AFTER = 10;
const BAR = '| – | – | < 20 ms |';

/** The levels of a large squad: nothing known in a fresh process, nothing known in a warm one, and one ballot changed. */
export async function levelsOfLargeSquad(): Promise<string[]> {
  const fresh: { reading: number; levels: number }[] = [];
  for (let i = 0; i < PROCESSES; i++) fresh.push(await inFreshProcess());
  const [levels, reading] = (['levels', 'reading'] as const).map((part) => median(fresh.map((one) => one[part])));
  const rounds = Array.from({ length: ROUNDS }, (_, round) => ballotsOf(round));
  const warm = await times(ROUNDS, (round) => internalLevels(largeSquad, rounds[round] ?? []));
  const levelsOf = rememberedLevels();
  const [ballots = []] = rounds;
  const changed = await times(ROUNDS, (round) =>
    levelsOf(largeSquad, [...ballots.slice(1), ...(rounds[round] ?? []).slice(0, 1)]),
  );
  return [
    `| levels of 60 players from 200 ballots, first of all in a fresh process (and reading the ballots) | p50 ${levels} ms (and ${reading} ms) ${BAR}`,
    `| the same, in a warm process | p50 ${median(warm.slice(WARM_AFTER))} ms ${BAR}`,
    `| the same, after one ballot changed | p50 ${median(changed.slice(WARM_AFTER))} ms ${BAR}`,
  ];
}

async function inFreshProcess(): Promise<{ reading: number; levels: number }> {
  const child = fork(fileURLToPath(new URL('cold-levels.ts', import.meta.url)));
  const [[taken]] = await Promise.all([once(child, 'message'), once(child, 'exit')]);
  return taken;
}

function ballotsOf(round: number): Ballot[] {
  return storedBallots(round).map((doc) => JSON.parse(doc));
}

function median(taken: number[]): string {
  return percentile(taken, 0.5).toFixed(1);
}
