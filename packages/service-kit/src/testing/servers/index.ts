export { dynamodbLocal } from './dynamodb-local.ts';
export { freePort } from './free-port.ts';
export { postgres } from './postgres.ts';
export { rabbitmq } from './rabbitmq.ts';
export type { FoundServer, RealServer } from './real-server.ts';
export { redis, startRedis } from './redis.ts';
