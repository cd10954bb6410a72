export { contractFetch } from './contract-fetch.ts';
export { type DynamoDbLocal, startDynamoDbLocal } from './dynamodb-local.ts';
export { type ServiceUnderTest, type StartServiceOptions, startService } from './start-service.ts';
export { temporaryFolder } from './temporary-folder.ts';
export { createTokenMint, type MintedAccount, type TokenMint } from './token-mint.ts';
