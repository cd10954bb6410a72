import type { BesteamEvent } from '@besteam/contracts/events';
import type { Consumer, EventBus } from '@besteam/service-kit';
import type { SquadReplicas } from '../dynamodb/squads.ts';
import { squadOfEvent } from './squad-of-event.ts';

type SquadEvent = Extract<BesteamEvent, { type: `besteam.squad.${string}` }>;

interface Options {
  bus: EventBus;
  squads: SquadReplicas;
  /** Removes everything a squad had here, but its tombstone. */
  purge: (squadId: string) => Promise<void>;
}

/** Keeps the replicas: the newest snapshot wins, a deletion is for good and takes everything with it. */
export function consumeSquadEvents({ bus, squads, purge }: Options): Promise<Consumer> {
  return bus.consume({
    queue: 'matches.squads',
    types: ['besteam.squad.changed.v1', 'besteam.squad.deleted.v1'],
    async handle(received) {
      // The bus has checked the event against its schema.
      const event = received as SquadEvent;
      if (event.type === 'besteam.squad.changed.v1') return squads.replace(squadOfEvent(event.data));
      const { squadId, version } = event.data;
      await squads.bury(squadId, version);
      await purge(squadId);
    },
  });
}
