import { z } from 'zod';

/** What the matches service reads from the environment beside the platform's settings. */
export const matchesSettings = z.object({
  DYNAMODB_ENDPOINT: z.url().optional().describe('DynamoDB Local or a compatible server'),
  DYNAMODB_ANSWER_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(60_000)
    .default(800)
    .describe('How long DynamoDB may take to answer before it is asked once more, in milliseconds'),
  AWS_REGION: z
    .string()
    .optional()
    .describe('Region of DynamoDB itself; without it and an endpoint: the embedded store'),
  MATCHES_TABLE: z.string().min(3).max(255).default('matches').describe('Name of the DynamoDB table'),
  MATCHES_ID_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('Secret behind idempotent ids, the same in every replica; default: a file under DATA_DIR'),
});

export type MatchesSettings = z.output<typeof matchesSettings>;
