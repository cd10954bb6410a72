const PROBLEM_BASE = 'https://besteam.example/problems/';

/** One field at fault: where (`body/ratings/…`, `query/limit`, `path/squadId`) and what is wrong with it. */
export interface FieldError {
  path: string;
  message: string;
}

export interface ProblemOptions {
  status: number;
  /** The stable last part of the problem's `type`. */
  slug: string;
  title: string;
  detail?: string | undefined;
  errors?: FieldError[] | undefined;
  headers?: Record<string, string> | undefined;
}

/** A refusal on its way to the client: becomes `application/problem+json` (RFC 9457) in the error handler. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly problem: ProblemOptions;

  constructor(problem: ProblemOptions) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

/** The body of a problem response. */
export function problemBody(problem: ProblemOptions, requestId: string) {
  return {
    type: PROBLEM_BASE + problem.slug,
    title: problem.title,
    status: problem.status,
    detail: problem.detail ?? problem.title,
    ...(problem.errors && problem.errors.length > 0 ? { errors: problem.errors } : {}),
    requestId,
  };
}

/** What a use case answers instead of a result when the domain says no. */
export interface Refusal<Reason extends string = string> {
  kind: 'refused';
  reason: Reason;
  detail?: string | undefined;
  errors?: FieldError[] | undefined;
}

/**
 * Binds a service's reasons to statuses and titles, once. The function it returns hands on a result and throws the
 * problem of a refusal; the reason is the problem's slug.
 */
export function refusalsAsProblems<Reason extends string>(table: Record<Reason, { status: number; title: string }>) {
  return function accepted<T>(result: T): Exclude<T, { kind: 'refused' }> {
    if (!isRefusal<Reason>(result)) return result as Exclude<T, { kind: 'refused' }>;
    const { reason, detail, errors } = result;
    throw new HttpProblem({ ...table[reason], slug: reason, detail, errors });
  };
}

function isRefusal<Reason extends string>(result: unknown): result is Refusal<Reason> {
  return typeof result === 'object' && result !== null && 'kind' in result && result.kind === 'refused';
}
