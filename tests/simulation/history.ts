import { disagreements } from './invariants/convergence.ts';
import { remainsOfAccounts } from './invariants/gone-accounts.ts';
import { deadLetters, waits } from './invariants/quiet.ts';
import { calm } from './kernel/weather.ts';
import { lives } from './people/days.ts';
import type { Person, Scene } from './people/person.ts';
import type { Plant } from './plants.ts';
import type { Item } from './store/expressions.ts';
import { createWorld, type World } from './world.ts';

/** How one history ended. */
export interface Outcome {
  seed: number;
  steps: number;
  /** The same for the same seed, down to every step. */
  trace: string;
  wrong: string[];
  tally: { acknowledged: number; refused: number; unanswered: number };
}

const BUSY_MS = 15_000;
/** Longer than every back-off, lease and delay of the system. */
const LONGEST_REST_MS = 15 * 60_000;
/** So long nothing may wait before it is called quiet: longer than caches remember and indexes lag. */
const QUIET_MS = 12_000;

/** One history: people use the system in bad weather; when the weather is calm again everything has to be right. */
export async function history(seed: number, plant?: Plant, follow?: (line: string) => void): Promise<Outcome> {
  const world = createWorld(seed, plant);
  const { kernel, wrong, weather, ledger } = world;
  if (follow) kernel.trace.follow(follow);
  const began = kernel.now();
  const outcome = () => ({
    seed,
    steps: kernel.trace.steps(),
    trace: kernel.trace.hash(),
    wrong: [...new Set(wrong)],
    tally: ledger.tally,
  });

  const scene: Scene = { world, people: peopleOf(world), squads: [], accountIds: [] };
  let living = scene.people.length;
  for (const person of scene.people)
    lives(scene, person, began + BUSY_MS).then(
      () => {
        living -= 1;
      },
      (error: unknown) => void wrong.push(`the simulation failed: ${error instanceof Error ? error.stack : error}`),
    );
  while (living > 0) {
    await kernel.step();
    if (wrong.length > 0) return outcome();
  }
  calm(weather);
  if (!(await comesToRest(world))) wrong.push(...waits(world), 'it does not come to rest');
  if (wrong.length > 0) return outcome();
  wrong.push(...deadLetters(world), ...ledger.broken(), ...disagreements(world), ...remainsOfAccounts(world));
  if (wrong.length > 0) return outcome();
  await happensAgain(world);
  return outcome();
}

function peopleOf({ kernel: { random } }: World): Person[] {
  const people: Person[] = [];
  for (let number = 0; number < 3 + random.below(4); number += 1) {
    const sameAs = people.length > 1 && random.chance(0.3) ? random.pick(people) : undefined;
    people.push({ number, names: 0, sameAs });
  }
  return people;
}

async function comesToRest(world: World): Promise<boolean> {
  const { kernel, wrong } = world;
  const limit = kernel.now() + LONGEST_REST_MS;
  let quietSince = kernel.now();
  while (kernel.now() - quietSince < QUIET_MS) {
    if (kernel.now() > limit || wrong.length > 0) return false;
    await kernel.step();
    if (waits(world).length > 0) quietSince = kernel.now();
  }
  return true;
}

/** Every event once more, in any order: nothing may change, and nobody may be told of anything. */
async function happensAgain(world: World): Promise<void> {
  const { bus, state, wrong, kernel } = world;
  const before = new Map([...state.players(), ...state.matches()]);
  const events = [...new Map(bus.published.map((event) => [event.id, event])).values()];
  for (const event of events) kernel.after(kernel.random.next() * 2000, 'again', () => bus.again(event));
  const told = bus.published.length;
  await comesToRest(world);
  for (const [key, item] of [...state.players(), ...state.matches()])
    if (contentOf(before.get(key)) !== contentOf(item)) wrong.push(`events that came again changed ${key}`);
  if (bus.published.length > told) wrong.push(`events that came again were told on: ${bus.published.length - told}`);
}

/** When marks of what is gone expire may change with every event. */
function contentOf({ expiresAt: _, ...content }: Item = {}): string {
  return JSON.stringify(content);
}
