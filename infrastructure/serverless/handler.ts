import type { Context } from 'aws-lambda';
import { type Answer, answerRequests } from './answer.ts';
import { listenOnce } from './listen-once.ts';
import { openMatches } from './open-matches.ts';

let answering: Promise<Answer> | undefined;

/** Of API Gateway's routes. What opens at the first request stays open for the next ones. */
export const answer: Answer = async (event, context) => {
  answering ??= openMatches(process.env).then(answerRequests);
  try {
    return await (await answering)(event, context);
  } catch (error) {
    answering = undefined;
    throw error;
  }
};

/** Of EventBridge's schedule, one at a time. */
export async function listen(_event: unknown, context: Context): Promise<void> {
  const remainingMs = () => context.getRemainingTimeInMillis();
  await listenOnce(await openMatches(process.env), { quietMs: 1000, remainingMs });
}
