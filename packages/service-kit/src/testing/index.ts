export { type EmbeddedDynamoDb, startDynalite } from '../dynamodb/embedded-dynamodb.ts';
export { eventChecker } from '../messaging/event-schemas.ts';
export { writeSection } from './benchmark-section.ts';
export { contractFetch } from './contract-fetch.ts';
export { plainRequests, type RefusedRequest, refusedRequests } from './refused-requests.ts';
export { type ServiceUnderTest, type StartServiceOptions, startService } from './start-service.ts';
export { temporaryFolder } from './temporary-folder.ts';
export { createTokenMint, type MintedAccount, type TokenMint } from './token-mint.ts';
export { type CollectedSpan, startTraceCollector, type TraceCollector } from './trace-collector.ts';
