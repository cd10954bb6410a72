export { dynamodbLocal, startDynamodbLocal } from './dynamodb-local.ts';
export { freePort } from './free-port.ts';
export { postgres, startPostgres } from './postgres.ts';
export { rabbitmq, startRabbitmq } from './rabbitmq.ts';
export type { FoundServer, RealServer } from './real-server.ts';
export { redis, startRedis } from './redis.ts';
export { type ServerTls, serverTls } from './server-tls.ts';
