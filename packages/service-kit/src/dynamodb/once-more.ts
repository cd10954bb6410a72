import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

type RetryStrategy = Extract<DynamoDBClientConfig['retryStrategy'], { acquireInitialRetryToken: unknown }>;

/** How many milliseconds a repetition waits at most: long enough to come apart from the others. Those of the AWS SDK. */
const REST_MS = { TRANSIENT: 25, THROTTLING: 1000 };

/**
 * Repeats a command once, after a rest drawn by lot, when it got no answer or was told that it came too often. The AWS
 * SDK's own way repeats nothing more once an outage has used up its budget of repetitions, until a few hundred commands
 * have succeeded at the first try: a single late answer would be a refusal all that time.
 */
export const onceMore: RetryStrategy = {
  acquireInitialRetryToken: async () => attempt(0, 0),
  async refreshRetryTokenForRetry(last, { errorType }) {
    const isWorthIt = errorType === 'TRANSIENT' || errorType === 'THROTTLING';
    if (!isWorthIt || last.getRetryCount() > 0) throw new Error('a command is repeated once, if that can help');
    return attempt(1, Math.floor(Math.random() * REST_MS[errorType]));
  },
  recordSuccess() {},
};

const attempt = (repetitions: number, restMs: number) => ({
  getRetryCount: () => repetitions,
  getRetryDelay: () => restMs,
});
