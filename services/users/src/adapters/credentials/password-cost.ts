import type { Options } from '@node-rs/argon2';

/** What a password's hash costs, by the settings of the service. */
export interface PasswordCost {
  PASSWORD_MEMORY_MIB: number;
  PASSWORD_PASSES: number;
}

/** The memory is filled by one thread, so that a queue of so many hashes is as many threads. */
const LANES = 1;
const KIB = 1024;
/** The least memory that argon2 takes for a lane, KiB. */
const LEAST_KIB = 8;
/** A thread goes over about so many MiB in two seconds (docs/adr/0016-what-a-password-costs.md). */
const MIB_IN_TWO_SECONDS = 6000;

export interface Argon2Cost {
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

export function argon2CostOf({ PASSWORD_MEMORY_MIB, PASSWORD_PASSES }: PasswordCost): Argon2Cost & Options {
  return { memoryCost: PASSWORD_MEMORY_MIB * KIB, timeCost: PASSWORD_PASSES, parallelism: LANES };
}

/** The cost that a hash names (PHC format: `$argon2id$v=19$m=65536,t=3,p=1$…`); undefined when it names none. */
export function costIn(hash: string): Argon2Cost | undefined {
  const [, memory, time, lanes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(hash) ?? [];
  if (memory === undefined) return undefined;
  return { memoryCost: Number(memory), timeCost: Number(time), parallelism: Number(lanes) };
}

export function isOutdated(hash: string, current: Argon2Cost): boolean {
  const cost = costIn(hash);
  return (
    cost?.memoryCost !== current.memoryCost ||
    cost.timeCost !== current.timeCost ||
    cost.parallelism !== current.parallelism
  );
}

/**
 * What is left to do after comparing with a hash that cost less, until it has cost as much as a current one; undefined when
 * nothing is. Without it a wrong password would be refused sooner where somebody has not signed in since the cost was raised
 * than where there is nobody.
 */
export function missingCost(hash: string, current: Argon2Cost): Argon2Cost | undefined {
  const cost = costIn(hash);
  const missing = workOf(current) - (cost ? workOf(cost) : 0);
  const memoryCost = Math.round(missing / current.timeCost);
  return memoryCost < LEAST_KIB ? undefined : { ...current, memoryCost };
}

/** KiB that are gone over, which is what the time goes by. */
export function workOf({ memoryCost, timeCost }: Argon2Cost): number {
  return memoryCost * timeCost;
}

/** How many may wait for a thread: about two seconds of its work. */
export function waitingForOne(cost: Argon2Cost): number {
  return Math.max(1, Math.round((MIB_IN_TWO_SECONDS * KIB) / workOf(cost)));
}
