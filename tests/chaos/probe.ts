import { setTimeout as after } from 'node:timers/promises';
import { getMyBallot, putMyBallot } from '@besteam/contracts/matches';
import { getMyAccount } from '@besteam/contracts/users';
import type { Ledger } from './load.ts';
import { ballotOf } from './numbered-ballots.ts';

/** What somebody saw who kept asking while an engine was away. */
export interface Seen {
  done: number;
  /** 503 with Retry-After: what each was for, to be found in the logs. */
  refused: string[];
  /** Anything else: answers that were not promised. */
  wrong: string[];
  slowestMs: number;
}

const BETWEEN_MS = 200;

/** Keeps asking for something that needs this engine until the work is done. */
export async function probed(engine: string, ledger: Ledger, work: () => Promise<void>): Promise<Seen> {
  const seen: Seen = { done: 0, refused: [], wrong: [], slowestMs: 0 };
  const { owner, squad } = ledger;
  const path = { squadId: squad.id };
  const rated = squad.players.slice(0, 6).map(({ id }) => id);
  let puts = 0;
  const ask = () => {
    if (engine === 'PostgreSQL') return getMyAccount({ client: owner.users });
    if (engine === 'DynamoDB') return getMyBallot({ client: owner.matches, path });
    puts += 1;
    return putMyBallot({ client: owner.matches, path, body: { ratings: ballotOf(puts, rated) } });
  };
  let working = true;
  const asking = (async () => {
    // In the first moment the engine may still answer, or be on its way down.
    await after(BETWEEN_MS);
    while (working) {
      const began = performance.now();
      const { response, error } = await ask();
      seen.slowestMs = Math.max(seen.slowestMs, performance.now() - began);
      if (response?.ok) {
        seen.done += 1;
        ledger.ownerRates ||= puts > 0;
      } else if (response?.status === 503 && response.headers.get('retry-after'))
        seen.refused.push(named(response, error));
      else seen.wrong.push(named(response, error));
      await after(BETWEEN_MS);
    }
  })();
  try {
    await work();
  } finally {
    working = false;
    await asking;
  }
  return seen;
}

/** An answer that is told from all others: its time, its request and its reason. */
function named(response: Response | undefined, error: unknown): string {
  const requestId = response?.headers.get('x-request-id');
  return `${new Date().toISOString()} ${requestId} ${response?.status} ${JSON.stringify(error ?? '').slice(0, 200)}`;
}
