import type { BallotChangedData, EventType, MatchChangedData } from '@besteam/contracts/events';
import type { Ballots } from '../../application/ports.ts';
import type { Ballot } from '../../domain/ballot.ts';
import { BALLOT } from '../dynamodb/ballots.ts';
import { MATCH } from '../dynamodb/matches.ts';
import type { Tell } from '../dynamodb/outbox.ts';

/** Says of a changed item what others may know: that somebody rated, never who or what; that a match changed. */
export function tellOf(ballots: Pick<Ballots, 'ofSquad'>): Tell {
  return async ({ pk, sk, version, status, pendingSince: at }) => {
    const squadId = pk.slice(pk.indexOf('#') + 1);
    if (sk.startsWith(BALLOT)) {
      const raters = (await ballots.ofSquad(squadId)).filter(ratesSomebody).length;
      return event('besteam.ballot.changed.v1', squadId, at, { squadId, raters, at, version });
    }
    const matchId = sk.slice(MATCH.length);
    const data = { squadId, matchId, status: statusOf(status), at, version };
    return event('besteam.match.changed.v1', squadId, at, data);
  };
}

function event(type: EventType, subject: string, time: string, data: BallotChangedData | MatchChangedData) {
  return { type, subject, time, data };
}

function statusOf(status: string | undefined): MatchChangedData['status'] {
  return status === 'planned' || status === 'drawn' || status === 'played' ? status : 'deleted';
}

function ratesSomebody({ ratings }: Ballot): boolean {
  return Object.keys(ratings).length > 0;
}
