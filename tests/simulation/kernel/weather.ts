import type { Random } from './random.ts';

/** How likely each thing is to go wrong. Every history draws its own, so that some faults meet alone and some together. */
export interface Weather {
  /** A command never reaches the store. */
  commandLost: number;
  /** It does, but the answer is lost. */
  answerLost: number;
  /** It does, long after its sender gave up. */
  commandLate: number;
  /** The store refuses for a moment. */
  throttled: number;
  /** Readers who do not insist on the newest, and indexes, see it after so long at most. */
  lagMs: number;
  /** An event is lost on its way to the broker; its confirm is lost; an event is queued twice; an acknowledgement is lost. */
  eventLost: number;
  confirmLost: number;
  eventTwice: number;
  acknowledgementLost: number;
  /** An event is slow, and overtaken. */
  eventSlow: number;
  /** An event does not reach a queue that is a process's own. */
  newsLost: number;
  /** A process dies right after it wrote, published, or took an event. */
  deathAtWrite: number;
  deathAtPublication: number;
  deathAtConsumption: number;
  /** How far the clocks of processes are apart. */
  skewMs: number;
}

const WORST: Weather = {
  commandLost: 0.04,
  answerLost: 0.05,
  commandLate: 0.02,
  throttled: 0.03,
  lagMs: 1500,
  eventLost: 0.1,
  confirmLost: 0.1,
  eventTwice: 0.2,
  acknowledgementLost: 0.1,
  eventSlow: 0.3,
  newsLost: 0.2,
  deathAtWrite: 0.02,
  deathAtPublication: 0.04,
  deathAtConsumption: 0.04,
  skewMs: 4000,
};

/** Half of the faults at random strength, the other half not at all. */
export function someWeather(random: Random): Weather {
  return mapped((worst) => (random.chance(0.5) ? worst * random.next() : 0));
}

/** Nothing goes wrong any more. Clocks stay as they are. */
export function calm(weather: Weather): void {
  Object.assign(weather, { ...mapped(() => 0), skewMs: weather.skewMs });
}

function mapped(strength: (worst: number) => number): Weather {
  return Object.fromEntries(
    Object.entries(WORST).map(([name, worst]) => [name, strength(worst)]),
  ) as unknown as Weather;
}
