import { dynamodbLocal, postgres, type RealServer, rabbitmq, redis } from '@besteam/service-kit/testing/servers';

const kinds = {
  DATABASE_URL: postgres(),
  DYNAMODB_ENDPOINT: dynamodbLocal(),
  REDIS_URL: redis(),
  RABBITMQ_URL: rabbitmq(),
};
type Variable = keyof typeof kinds;
const variables = Object.keys(kinds) as Variable[];

export interface Engines {
  servers: Record<Variable, RealServer>;
  /** What to give the services. */
  env: Record<Variable, string>;
  remove(): Promise<void>;
}

/** The first that this machine lacks: a reason to skip, to put in a title. */
export const lacking = variables.map((variable) => kinds[variable]).find(({ skipped }) => skipped);

/** All four real engines. */
export async function startEngines(): Promise<Engines> {
  const started = await Promise.all(
    variables.map(async (variable) => [variable, await kinds[variable].start()] as const),
  );
  const servers = Object.fromEntries(started) as Engines['servers'];
  return {
    servers,
    env: Object.fromEntries(started.map(([variable, { url }]) => [variable, url])) as Engines['env'],
    async remove() {
      await Promise.all(started.map(([, server]) => server.remove()));
    },
  };
}
