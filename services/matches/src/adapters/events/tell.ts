import type { BallotChangedData, EventType, MatchChangedData } from '@besteam/contracts/events';
import { BALLOT } from '../dynamodb/ballots.ts';
import { squadIdOf } from '../dynamodb/items.ts';
import { MATCH } from '../dynamodb/matches.ts';
import type { Tell } from '../dynamodb/outbox.ts';
import type { Tally } from '../dynamodb/tallies.ts';

/** Says of a changed item what others may know: that somebody rated, never who or what; that a match changed. */
export function tellOf(countRaters: (squadId: string) => Promise<Tally>): Tell {
  return async ({ pk, sk, version, status, pendingSince: at }) => {
    const squadId = squadIdOf(pk);
    if (sk.startsWith(BALLOT)) {
      const data = { squadId, at, ...(await countRaters(squadId)) };
      return event('besteam.ballot.changed.v1', squadId, at, data);
    }
    const matchId = sk.slice(MATCH.length);
    const data = { squadId, matchId, status: statusOf(status), at, version };
    return event('besteam.match.changed.v1', squadId, at, data);
  };
}

function event(type: EventType, subject: string, time: string, data: BallotChangedData | MatchChangedData) {
  return { type, subject, time, data };
}

const statuses = ['planned', 'drawn', 'played', 'called-off'] as const;

function statusOf(status: string | undefined): MatchChangedData['status'] {
  return statuses.find((known) => known === status) ?? 'deleted';
}
