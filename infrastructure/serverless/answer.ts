import { setTimeout as after } from 'node:timers/promises';
import awsLambdaFastify from '@fastify/aws-lambda';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { OpenMatches } from './open-matches.ts';

export type Answer = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

/** So long an answer waits for its events to be published. With the broker away they wait in the outbox instead. */
const TELLING_MS = 1000;
const READS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Answers a request of API Gateway (HTTP API, payload 2.0). Once it has answered, a function stands still until the next
 * request; so what a write has to tell is told before.
 */
export function answerRequests({ server, service, platform }: OpenMatches): Answer {
  // Query parameters come as they were sent: commas are the contract's business.
  const answer = awsLambdaFastify<APIGatewayProxyEventV2>(server, {
    parseCommaSeparatedQueryParams: false,
    decorateRequest: false,
  });
  return async (event, context) => {
    const answered = await answer(event, context);
    if (READS.includes(event.requestContext.http.method)) return answered;
    const told = service.tell().then(() => true);
    if (!(await Promise.race([told, after(TELLING_MS, false, { ref: false })])))
      platform.logger.warn('the answer went out before its events');
    return answered;
  };
}
