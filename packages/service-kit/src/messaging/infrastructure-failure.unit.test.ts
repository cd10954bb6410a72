import { describe, expect, it } from 'vitest';
import { RefusedEvent } from './bus.ts';
import { isInfrastructureFailure } from './infrastructure-failure.ts';

const error = (facts: object, message = 'failed') => Object.assign(new Error(message), facts);

describe('an error of infrastructure', () => {
  it.each<[string, unknown]>([
    ['a refused connection', error({ code: 'ECONNREFUSED' })],
    ['a lost connection', error({ code: 'ECONNRESET' })],
    ['a name that cannot be resolved', error({ code: 'EAI_AGAIN' })],
    ['every address of a host refused', new AggregateError([error({ code: 'ECONNREFUSED' })])],
    ['a fetch without network', new TypeError('fetch failed', { cause: error({ code: 'UND_ERR_CONNECT_TIMEOUT' }) })],
    ['an abort', new DOMException('aborted', 'AbortError')],
    ['a timeout', new DOMException('too late', 'TimeoutError')],
    ['PostgreSQL shutting down', error({ code: '57P01' })],
    ['PostgreSQL’s connection gone', error({ code: '08006' })],
    ['PostgreSQL ending a statement that takes too long', error({ code: '57014' })],
    ['PostgreSQL with too many connections', error({ code: '53300' })],
    ['pg’s terminated connection', error({}, 'Connection terminated unexpectedly')],
    ['pg’s unanswered query', error({}, 'Query read timeout')],
    ['DynamoDB throttling', error({ name: 'ThrottlingException', $metadata: { httpStatusCode: 400 } })],
    ['DynamoDB failing', error({ name: 'Whatever', $metadata: { httpStatusCode: 500 } })],
    ['another service away', error({ statusCode: 503 })],
  ])('is %s', (_, one) => {
    expect(isInfrastructureFailure(one)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['a refused event', new RefusedEvent('no')],
    ['a bug', new TypeError('x is not a function')],
    ['a failed condition', error({ name: 'ConditionalCheckFailedException', $metadata: { httpStatusCode: 400 } })],
    ['a broken constraint', error({ code: '23505' })],
    ['a syntax error in SQL', error({ code: '42601' })],
    ['another service’s 404', error({ statusCode: 404 })],
    ['a missing file', error({ code: 'ENOENT' })],
    ['a text', 'ECONNREFUSED'],
    ['nothing', undefined],
  ])('is not %s', (_, one) => {
    expect(isInfrastructureFailure(one)).toBe(false);
  });

  it('is found in a chain of causes, even a circular one', () => {
    const outer = error({ cause: error({ cause: error({ code: 'EPIPE' }) }) });
    expect(isInfrastructureFailure(outer)).toBe(true);
    const circular = error({});
    circular.cause = circular;
    expect(isInfrastructureFailure(circular)).toBe(false);
  });
});
