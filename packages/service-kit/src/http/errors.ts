import type { FastifyError, FastifyReply, FastifyRequest, FastifySchemaValidationError } from 'fastify';
import { isInfrastructureFailure } from '../messaging/infrastructure-failure.ts';
import { type FieldError, HttpProblem, type ProblemOptions, problemBody } from './problem.ts';

/** Every failure leaves through here: known ones by name, the rest as a 500 that tells nothing of the inside. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error);
  if (problem.status >= 500) request.log.error({ reqId: request.id, err: error }, 'request failed');
  return answerProblem(problem, request, reply);
}

export function answerProblem(problem: ProblemOptions, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(problem.status)
    .headers({ 'cache-control': 'no-store', 'x-request-id': request.id, ...problem.headers })
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problemBody(problem, request.id));
}

function problemOf(error: FastifyError | Error): ProblemOptions {
  if (error instanceof HttpProblem) return error.problem;
  if ('validation' in error && error.validation) {
    const errors = error.validation.map((issue) => fieldError(issue, error.validationContext));
    const detail = errors.map(({ path, message }) => `${path} ${message}`).join('; ');
    return { status: 400, slug: 'invalid-request', title: 'The request does not fit the contract', detail, errors };
  }
  const known = 'code' in error ? protocolProblems[error.code] : undefined;
  if (known) return known;
  if (isInfrastructureFailure(error)) {
    const headers = { 'retry-after': '2' };
    return { status: 503, slug: 'unavailable', title: 'A part of the service is away; try again shortly', headers };
  }
  if ('statusCode' in error && error.statusCode && error.statusCode < 500) {
    return { status: error.statusCode, slug: 'invalid-request', title: 'The request cannot be read' };
  }
  return { status: 500, slug: 'internal-error', title: 'Something went wrong on our side' };
}

const malformedJson = { status: 400, slug: 'malformed-json', title: 'The body is not valid JSON' };

const protocolProblems: Record<string, ProblemOptions> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    slug: 'unsupported-media-type',
    title: 'The body must be application/json',
  },
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, slug: 'body-too-large', title: 'The body is larger than 64 kB' },
  FST_ERR_CTP_EMPTY_JSON_BODY: malformedJson,
  FST_ERR_CTP_INVALID_JSON_BODY: malformedJson,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    status: 400,
    slug: 'invalid-request',
    title: 'The body is not as long as announced',
  },
  FST_ERR_BAD_URL: { status: 400, slug: 'bad-url', title: 'The address cannot be read' },
  FST_ERR_ASYNC_CONSTRAINT: { status: 400, slug: 'bad-url', title: 'The address cannot be read' },
  FST_ERR_MAX_PARAM_LENGTH: { status: 404, slug: 'not-found', title: 'There is nothing at this address' },
};

const partNames: Record<string, string> = { params: 'path', querystring: 'query', headers: 'header', body: 'body' };

function fieldError(issue: FastifySchemaValidationError, context = 'body'): FieldError {
  const { instancePath, params, message = 'is not valid' } = issue;
  const named = params['missingProperty'] ?? params['additionalProperty'] ?? params['propertyName'];
  const path = `${partNames[context] ?? context}${instancePath}${typeof named === 'string' ? `/${named}` : ''}`;
  if (issue.keyword === 'required') return { path, message: 'is missing' };
  if (issue.keyword === 'additionalProperties') return { path, message: 'is not known here' };
  if (issue.keyword === 'enum' && Array.isArray(params['allowedValues'])) {
    return { path, message: `must be one of ${params['allowedValues'].join(', ')}` };
  }
  return { path, message };
}
