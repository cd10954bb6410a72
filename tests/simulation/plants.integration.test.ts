import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import type { Outcome } from './history.ts';
import { PLANTS } from './plants.ts';

const MOST_HISTORIES = 300;

/** Runs histories in a thread of their own, for they replace its clock, until one of them is wrong. */
function firstWrong(workerData: { first: number; beyond: number; plant?: string }): Promise<Outcome | undefined> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { step: 1, ...workerData } });
  return new Promise((resolve, reject) => {
    worker.on('message', (outcome: Outcome) => {
      if (outcome.wrong.length === 0) return;
      resolve(outcome);
      void worker.terminate();
    });
    worker.on('error', reject);
    worker.on('exit', () => resolve(undefined));
  });
}

/** How each plant shows. */
const SIGNS: Record<string, RegExp> = {
  'squads are saved whatever is stored': /not by one write after the other|two members claim/,
  'ballots are saved whatever is stored': /BALLOT#\S+ went from version/,
  'older snapshots replace newer ones': /REPLICA went back from version/,
  'late snapshots bring squads back': /came back after its deletion|went back/,
  'new squads are lost now and then': /lost: /,
  'nobody notes who is gone': /who is gone, is left/,
  '"my squads" is not kept': /sees \S+ as undefined/,
  'a consumer counts what it hears': /events that came again changed/,
  'the relay marks before the confirm':
    /the replica of \S+ differs|is left of a deleted squad|raters are told of|is called|is gone|is registered, and guest/,
  'a consumer refuses a good event': /dead letter in matches.squads/,
};

describe.each(Object.keys(PLANTS))('when %s', (plant) => {
  it('is noticed', async () => {
    const outcome = await firstWrong({ first: 1, beyond: 1 + MOST_HISTORIES, plant });
    expect(outcome?.wrong.join('\n')).toMatch(SIGNS[plant] ?? /^$/);
  });
});

it('replays a seed step by step, whatever ran before it', async () => {
  const plant = 'squads are saved whatever is stored';
  const found = await firstWrong({ first: 1, beyond: MOST_HISTORIES, plant });
  const seed = found?.seed ?? 0;
  expect(await firstWrong({ first: seed, beyond: seed + 1, plant })).toEqual(found);
});

it('finds nothing where nothing is planted', async () => {
  expect(await firstWrong({ first: 1, beyond: 21 })).toBeUndefined();
});
