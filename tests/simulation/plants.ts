import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { EventBus } from '@besteam/service-kit';
import { keyOf } from './store/table.ts';

/** A promise of the system that is broken on purpose, to see that it is noticed. */
export interface Plant {
  /** What the store does in a command's place; undefined: nothing, though it says that it did. */
  tamper?(command: object): object | undefined;
  bus?(bus: EventBus): EventBus;
}

type Update = UpdateCommand['input'];

/** By name, as `--plant` takes them; made anew for every history. */
export const PLANTS: Record<string, () => Plant> = {
  'squads are saved whatever is stored': () =>
    updates((key, condition) => key.endsWith(' SQUAD') && condition.includes(':before'), unconditional),
  'ballots are saved whatever is stored': () =>
    updates((key, condition) => key.includes(' BALLOT#') && condition.includes(':before'), unconditional),
  'older snapshots replace newer ones': () =>
    updates(isReplicaReplaced, (input) => ({
      ...input,
      ConditionExpression: 'attribute_not_exists(pk) OR attribute_exists(doc)',
    })),
  'late snapshots bring squads back': () => updates(isReplicaReplaced, unconditional),
  'new squads are lost now and then': () => {
    let squads = 0;
    return puts((key) => {
      if (!key.endsWith(' SQUAD')) return false;
      squads += 1;
      return squads % 2 === 0;
    });
  },
  'nobody notes who is gone': () => puts((key) => key.endsWith(' DEPARTURE')),
  '"my squads" is not kept': () => puts((key) => / SQUAD#/.test(key)),
  'a consumer counts what it hears': () => {
    let heard = 0;
    return updates(
      (key) => key.endsWith(' ACTIVITY'),
      ({ ExpressionAttributeValues, UpdateExpression, ConditionExpression: _, ...input }) => {
        heard += 1;
        const values = { ...ExpressionAttributeValues, ':heard': new Set([heard]) };
        return {
          ...input,
          UpdateExpression: `${UpdateExpression} ADD heard :heard`,
          ExpressionAttributeValues: values,
        };
      },
    );
  },
  'the relay marks before the confirm': () => ({
    bus: (bus) => ({
      ...bus,
      async publish(event) {
        bus.publish(event).catch(() => undefined);
      },
    }),
  }),
  'a consumer refuses a good event': () => ({
    bus: (bus) => ({
      ...bus,
      consume: (options) => bus.consume(options.queue === 'matches.squads' ? { ...options, handle: refuse } : options),
    }),
  }),
};

async function refuse(): Promise<void> {
  throw new Error('planted');
}

const isReplicaReplaced = (key: string, condition: string) => key.endsWith(' REPLICA') && condition.includes('<');

function unconditional({ ConditionExpression: _, ...input }: Update): Update {
  return input;
}

function updates(which: (key: string, condition: string) => boolean, changed: (input: Update) => Update): Plant {
  return {
    tamper(command) {
      if (!(command instanceof UpdateCommand)) return command;
      const { Key = {}, ConditionExpression = '' } = command.input;
      return which(keyOf(Key), ConditionExpression) ? new UpdateCommand(changed(command.input)) : command;
    },
  };
}

function puts(lost: (key: string) => boolean): Plant {
  return {
    tamper: (command) => (command instanceof PutCommand && lost(keyOf(command.input.Item ?? {})) ? undefined : command),
  };
}
