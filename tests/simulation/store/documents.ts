import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Kernel, Machine } from '../kernel/kernel.ts';
import type { Weather } from '../kernel/weather.ts';
import { execute } from './commands.ts';
import { type Commit, createTable, type Table } from './table.ts';

const ATTEMPTS = 3;
/** After so long a client gives up on an answer, as service-kit's does. */
const PATIENCE_MS = 2000;

export interface SimulatedDynamoDb {
  tables: ReadonlyMap<string, Table>;
  /** The client of one process. */
  documentsOf(machine: Machine): DynamoDBDocumentClient;
}

export interface StoreOptions {
  kernel: Kernel;
  weather: Weather;
  definitions: CreateTableCommandInput[];
  onCommit(commit: Commit): void;
  /** A write of this machine has taken effect; its answer is still on its way. */
  onWritten(machine: Machine): void;
  /** What is done in a command's place; undefined: nothing. */
  tamper(command: object): object | undefined;
}

/** DynamoDB as the services see it over a bad network, in memory. */
export function simulatedDynamoDb(options: StoreOptions): SimulatedDynamoDb {
  const { kernel, weather, definitions, onCommit, onWritten, tamper } = options;
  const { random } = kernel;
  const lag = (seen: () => void) => {
    if (weather.lagMs === 0) seen();
    else kernel.after(random.chance(0.8) ? random.next() * 20 : random.next() * weather.lagMs, 'seen', seen);
  };
  const tables = new Map(definitions.map((one) => [one.TableName ?? '', createTable(one, { onCommit, lag })]));

  /** One journey to the store and back. */
  const once = (machine: Machine, command: object): Promise<object> =>
    new Promise((resolve, reject) => {
      const name = command.constructor.name;
      const fails = (after: number, error: string) =>
        kernel.after(after, `${name} ${error}`, () => reject(failure(error)), machine);
      const travel = random.between(0.5, 4);
      if (random.chance(weather.throttled)) return fails(travel, 'ThrottlingException');
      if (random.chance(weather.commandLost)) return fails(PATIENCE_MS, 'TimeoutError');
      const answerLost = random.chance(weather.answerLost);
      const late = random.chance(weather.commandLate);
      const arrives = travel + (late ? random.between(PATIENCE_MS, 3 * PATIENCE_MS) : 0);
      if (late || answerLost) fails(PATIENCE_MS, 'TimeoutError');
      return kernel.after(arrives, `${machine.name} ${name}`, () => {
        const done = tamper(command);
        const answer = outcomeOf(() => (done ? execute(tables, done) : {}));
        if (!late && !answerLost)
          kernel.after(random.between(0.5, 4), `${name} answered`, () => answer(resolve, reject), machine);
        if (!/Get|Query/.test(name)) onWritten(machine);
      });
    });

  return {
    tables,
    documentsOf(machine) {
      /** As the SDK: what got no answer is sent again. */
      const send = async (command: object) => {
        for (let attempt = 1; ; attempt += 1) {
          try {
            return await once(machine, command);
          } catch (error) {
            if (attempt === ATTEMPTS || !(error instanceof StoreAway)) throw error;
          }
        }
      };
      return { send } as unknown as DynamoDBDocumentClient;
    },
  };
}

class StoreAway extends Error {}

function failure(name: string): Error {
  return Object.assign(new StoreAway(`the store: ${name}`), { name });
}

function outcomeOf(work: () => object) {
  try {
    const answer = work();
    return (resolve: (answer: object) => void) => resolve(answer);
  } catch (error) {
    return (_: unknown, reject: (error: unknown) => void) => reject(error);
  }
}
