/** What can go wrong between the app and the services, with a machine name the screens translate. */
export class ApiProblem extends Error {
  /** The last segment of the problem's `type`, or `offline` when no answer came. */
  readonly kind: string;
  /** The HTTP status; 0 without an answer. */
  readonly status: number;
  /** JSON pointers of the fields that are wrong, where the service named any. */
  readonly fields: string[];

  constructor(kind: string, status: number, fields: string[] = []) {
    super(kind);
    this.kind = kind;
    this.status = status;
    this.fields = fields;
  }
}

/** Reads a problem+json body, tolerating anything else a proxy may have answered. */
export function problemFrom(status: number, body: unknown): ApiProblem {
  const record = isRecord(body) ? body : {};
  const type = typeof record['type'] === 'string' ? record['type'] : '';
  const kind = type.split(/[/:#]/).pop() || kindOfStatus(status);
  const errors = Array.isArray(record['errors']) ? record['errors'] : [];
  const fields = errors.flatMap((entry) =>
    isRecord(entry) && typeof entry['path'] === 'string' ? [entry['path']] : [],
  );
  return new ApiProblem(kind, status, fields);
}

/**
 * Whatever was thrown, as a problem the screen can tell: a failed fetch means there is no connection. What nobody
 * expected is reported like any uncaught error, so that it is seen, and told as a fault of ours.
 */
export function asProblem(thrown: unknown): ApiProblem {
  if (thrown instanceof ApiProblem) return thrown;
  if (thrown instanceof TypeError || isTimeout(thrown)) return new ApiProblem('offline', 0);
  // Somebody in between answered with a page instead: a hotel's sign-in, a proxy in trouble.
  if (thrown instanceof SyntaxError) return new ApiProblem('unavailable', 0);
  reportError(thrown);
  return new ApiProblem('internal-error', 0);
}

function isTimeout(thrown: unknown): boolean {
  return thrown instanceof DOMException && ['TimeoutError', 'AbortError'].includes(thrown.name);
}

function kindOfStatus(status: number): string {
  return (
    { 401: 'unauthorized', 403: 'forbidden', 404: 'not-found', 429: 'too-many-requests', 503: 'unavailable' }[status] ??
    'internal-error'
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
