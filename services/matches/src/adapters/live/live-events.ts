import type { BesteamEvent } from '@besteam/contracts/events';
import { type Consumer, type EventBus, newId, type TokenVerifier } from '@besteam/service-kit';
import type { RememberedBallots } from '../dynamodb/remembered-ballots.ts';
import type { RememberedSquads } from '../dynamodb/remembered-squads.ts';
import { squadOfEvent } from '../events/squad-of-event.ts';
import type { Feed } from './feed.ts';

interface Options {
  bus: EventBus;
  feed: Feed;
  tokens: TokenVerifier;
  squads: Pick<RememberedSquads, 'notice'>;
  ballots: Pick<RememberedBallots, 'notice'>;
}

/** Longer than any access token lives. */
const TOKEN_SECONDS = 15 * 60;

/** Every replica hears everything, in a queue of its own: to remember what is true, tell its streams and end some. */
export function consumeLiveEvents({ bus, feed, tokens, squads, ballots }: Options): Promise<Consumer> {
  return bus.consume({
    queue: `matches.live.${newId()}`,
    durable: false,
    types: [
      'besteam.squad.changed.v1',
      'besteam.squad.deleted.v1',
      'besteam.ballot.changed.v1',
      'besteam.match.changed.v1',
      'besteam.account.deleted.v1',
    ],
    // The bus has checked the event against its schema.
    handle: async (event) => hear(event as BesteamEvent),
  });

  function hear({ id, ...event }: BesteamEvent): void {
    switch (event.type) {
      case 'besteam.squad.changed.v1': {
        const squad = squadOfEvent(event.data);
        const { squadId, version, members } = squad;
        squads.notice(squad);
        feed.keepOnly(squadId, version, new Set(members.map(({ accountId }) => accountId)));
        feed.announce(squadId, { id, event: 'squad', data: { version } });
        break;
      }
      case 'besteam.squad.deleted.v1': {
        const { squadId, version } = event.data;
        squads.notice({ squadId, version, deleted: true });
        feed.keepOnly(squadId, version, new Set());
        break;
      }
      case 'besteam.ballot.changed.v1': {
        const { squadId, raters, at } = event.data;
        ballots.notice(squadId);
        feed.announce(squadId, { id, event: 'ballots', data: { raters, at } });
        break;
      }
      case 'besteam.match.changed.v1': {
        const { squadId, matchId, status, version } = event.data;
        feed.announce(squadId, { id, event: 'match', data: { matchId, status, version } });
        break;
      }
      case 'besteam.account.deleted.v1': {
        const { accountId } = event.data;
        tokens.refuse(accountId, Math.floor(Date.now() / 1000) + TOKEN_SECONDS);
        void feed.end(accountId);
        break;
      }
    }
  }
}
