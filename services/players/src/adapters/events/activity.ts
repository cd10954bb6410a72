import type { BesteamEvent } from '@besteam/contracts/events';
import type { Consumer, EventBus } from '@besteam/service-kit';
import type { MatchNews, Rating } from '../../application/record-activity.ts';

type ActivityEvent = Extract<BesteamEvent, { type: 'besteam.ballot.changed.v1' | 'besteam.match.changed.v1' }>;

export interface ActivityUseCases {
  recordRating(rating: Rating): Promise<void>;
  recordMatch(news: MatchNews): Promise<void>;
}

/** Hears from the matches service what goes on in a squad. */
export function consumeActivity(bus: EventBus, { recordRating, recordMatch }: ActivityUseCases): Promise<Consumer> {
  return bus.consume({
    queue: 'players.activity',
    types: ['besteam.ballot.changed.v1', 'besteam.match.changed.v1'],
    handle: async (received) => {
      // The bus has checked the event against its schema.
      const event = received as ActivityEvent;
      await (event.type === 'besteam.ballot.changed.v1' ? recordRating(event.data) : recordMatch(event.data));
    },
  });
}
