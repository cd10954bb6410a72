import { z } from 'zod';

/** What this service reads from the environment beside what every service reads. */
export const playersSettings = z.object({
  DYNAMODB_ENDPOINT: z.url().optional().describe('DynamoDB Local or a compatible server'),
  DYNAMODB_ANSWER_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(60_000)
    .default(800)
    .describe('How long DynamoDB may take to answer before it is asked once more, in milliseconds'),
  AWS_REGION: z.string().min(1).optional().describe('DynamoDB of AWS, when there is no endpoint'),
  ID_SECRET: z.string().min(32).optional().describe('Makes ids of repeatable requests; the same on every replica'),
  SQUAD_CACHE_MS: z.coerce
    .number()
    .int()
    .min(1)
    .max(60_000)
    .default(5000)
    .describe('How old a squad may be when it is read, in milliseconds'),
  ENDINGS_EVERY_MS: z.coerce
    .number()
    .int()
    .min(10)
    .max(3_600_000)
    .default(60_000)
    .describe('How often squads without an owner are looked for whose time has come, in milliseconds'),
});

export type PlayersSettings = z.output<typeof playersSettings>;
