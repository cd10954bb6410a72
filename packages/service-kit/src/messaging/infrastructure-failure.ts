/**
 * Whether an error tells of a lost database, broker, cache or network rather than of the work at hand: whoever meets
 * one should wait and try again without counting it as a try. Looks into `cause` and AggregateError too.
 */
export function isInfrastructureFailure(error: unknown): boolean {
  for (const one of withCauses(error, 0)) if (looksLikeInfrastructure(one)) return true;
  return false;
}

/** Node, undici (UND_ERR_…), and SQLite's own file. */
const CODES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN'],
  ...['ENOTFOUND', 'EAI_AGAIN', 'ENOSPC', 'EMFILE', 'ENFILE'],
  ...['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_SOCKET'],
  ...['UND_ERR_ABORTED', 'UND_ERR_CLOSED', 'UND_ERR_DESTROYED'],
]);

const NAMES = new Set([
  ...['AbortError', 'TimeoutError', 'KeysUnavailable', 'BrokerUnavailable', 'CredentialsProviderError'],
  ...['ThrottlingException', 'ProvisionedThroughputExceededException', 'RequestLimitExceeded'],
  ...['InternalServerError', 'ServiceUnavailable'],
]);

/** PostgreSQL's classes 08 (connection), 53 (resources), 57P (shutting down), and 57014 (too slow): its manual, appendix A. */
const POSTGRES = /^(08...|53...|57P..|57014)$/;

/** `pg` and PGlite give these no code. */
const MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|PGlite is clos)/;

function looksLikeInfrastructure(error: object): boolean {
  const [code, name, message, statusCode, metadata] = ['code', 'name', 'message', 'statusCode', '$metadata'].map(
    (key): unknown => Reflect.get(error, key),
  );
  return (
    (typeof code === 'string' && (CODES.has(code) || POSTGRES.test(code))) ||
    (typeof name === 'string' && NAMES.has(name)) ||
    (typeof message === 'string' && MESSAGES.test(message)) ||
    (typeof statusCode === 'number' && statusCode >= 502 && statusCode <= 504) ||
    isAwsServerError(metadata)
  );
}

function isAwsServerError(metadata: unknown): boolean {
  return typeof metadata === 'object' && metadata !== null && Number(Reflect.get(metadata, 'httpStatusCode')) >= 500;
}

function* withCauses(error: unknown, depth: number): Generator<object> {
  if (typeof error !== 'object' || error === null || depth > 5) return;
  yield error;
  if ('cause' in error) yield* withCauses(error.cause, depth + 1);
  if (error instanceof AggregateError) for (const one of error.errors) yield* withCauses(one, depth + 1);
}
