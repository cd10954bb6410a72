import { createMemory } from '@besteam/service-kit';
import type { Ballots } from '../../application/ports.ts';
import type { Ballot } from '../../domain/ballot.ts';

const MOST_SQUADS = 200;
const MOST_BALLOTS = 5000;
/** Every process hears of every saved ballot at once; this is for the case that it did not. */
const TTL_MS = 5000;

export interface RememberedBallots extends Ballots {
  /** Some ballot of this squad was saved somewhere. */
  notice(squadId: string): void;
}

/** Ballots, with those of the squads at work remembered, so that levels need not read them all each time. */
export function rememberedBallots(ballots: Ballots): RememberedBallots {
  const squads = createMemory<Map<string, Ballot>>({ most: MOST_SQUADS, ttlMs: TTL_MS });
  const own = createMemory<Ballot>({ most: MOST_BALLOTS, ttlMs: TTL_MS });
  const readings = readingsInProgress();
  const keyOf = ({ squadId, accountId }: Pick<Ballot, 'squadId' | 'accountId'>) => `${squadId} ${accountId}`;
  return {
    async find(squadId, accountId) {
      const ballot = await ballots.find(squadId, accountId);
      own.set(keyOf(ballot), ballot);
      return ballot;
    },
    recall: (squadId, accountId) => own.get(keyOf({ squadId, accountId })),
    async ofSquad(squadId) {
      const known = squads.get(squadId);
      if (known) return [...known.values()];
      const reading = { overtaken: false };
      readings.add(squadId, reading);
      try {
        const stored = await ballots.ofSquad(squadId);
        if (!reading.overtaken) squads.set(squadId, new Map(stored.map((ballot) => [ballot.accountId, ballot])));
        return stored;
      } finally {
        readings.delete(squadId, reading);
      }
    },
    async save(ballot) {
      const saved = await ballots.save(ballot);
      if (!saved) own.delete(keyOf(ballot));
      else {
        own.set(keyOf(ballot), ballot);
        readings.overtake(ballot.squadId);
        squads.get(ballot.squadId)?.set(ballot.accountId, ballot);
      }
      return saved;
    },
    async remove(ballot, now) {
      const removed = await ballots.remove(ballot, now);
      own.delete(keyOf(ballot));
      forget(ballot.squadId);
      return removed;
    },
    notice: forget,
  };

  function forget(squadId: string): void {
    readings.overtake(squadId);
    squads.delete(squadId);
  }
}

interface Reading {
  overtaken: boolean;
}

/** Readings of whole squads in progress: what was saved meanwhile may be missing in them, so they are not remembered. */
function readingsInProgress() {
  const bySquad = new Map<string, Set<Reading>>();
  return {
    add(squadId: string, reading: Reading): void {
      bySquad.set(squadId, (bySquad.get(squadId) ?? new Set()).add(reading));
    },
    delete(squadId: string, reading: Reading): void {
      const readings = bySquad.get(squadId);
      readings?.delete(reading);
      if (readings?.size === 0) bySquad.delete(squadId);
    },
    overtake(squadId: string): void {
      for (const reading of bySquad.get(squadId) ?? []) reading.overtaken = true;
    },
  };
}
