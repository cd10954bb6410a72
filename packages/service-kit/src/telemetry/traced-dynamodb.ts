import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { traceparent } from './trace-context.ts';
import type { Tracing } from './tracing.ts';

/** A span for every command that is a part of something; what polls in the background is not. */
export function traceCommands(client: DynamoDBClient, tracing: Tracing): void {
  client.middlewareStack.add(
    (next, { commandName = 'command' }) =>
      (args) => {
        const parent = traceparent();
        if (parent === undefined) return next(args);
        const name = `DynamoDB ${commandName.replace(/Command$/, '')}`;
        return tracing.during({ name, kind: 'client', parent }, () => next(args));
      },
    { step: 'initialize', name: 'tracing' },
  );
}
