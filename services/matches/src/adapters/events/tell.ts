import type { BallotChangedData, EventType, MatchChangedData } from '@besteam/contracts/events';
import { RefusedEvent } from '@besteam/service-kit';
import type { Ballots } from '../../application/ports.ts';
import type { Ballot } from '../../domain/ballot.ts';
import type { Match } from '../../domain/match.ts';
import { BALLOT } from '../dynamodb/ballots.ts';
import { MATCH } from '../dynamodb/matches.ts';
import type { Tell } from '../dynamodb/outbox.ts';

/** Says of a changed item what others may know: that somebody rated, never who or what; that a match changed. */
export function tellOf(ballots: Pick<Ballots, 'ofSquad'>): Tell {
  return async ({ pk, sk, version, doc, pendingSince }) => {
    const squadId = pk.slice(pk.indexOf('#') + 1);
    const at = pendingSince ?? new Date().toISOString();
    if (sk.startsWith(BALLOT)) {
      const raters = (await ballots.ofSquad(squadId)).filter(ratesSomebody).length;
      return event('besteam.ballot.changed.v1', squadId, at, { squadId, raters, at, version });
    }
    if (!sk.startsWith(MATCH)) throw new RefusedEvent(`nothing is told of ${sk}`);
    const status = doc === undefined ? 'deleted' : (JSON.parse(doc) as Match).status;
    const matchId = sk.slice(MATCH.length);
    return event('besteam.match.changed.v1', squadId, at, { squadId, matchId, status, at, version });
  };
}

function event(type: EventType, subject: string, time: string, data: BallotChangedData | MatchChangedData) {
  return { type, subject, time, data };
}

function ratesSomebody({ ratings }: Ballot): boolean {
  return Object.keys(ratings).length > 0;
}
