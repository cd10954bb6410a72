import { ApiProblem, asProblem, problemFrom } from './problem.ts';

type Outcome = { data?: unknown; error?: unknown; response?: Response | undefined };

/** The answer of a generated call, or an ApiProblem thrown. */
export async function answered<R extends Outcome>(call: Promise<R>): Promise<Exclude<R['data'], undefined>> {
  const { data, error, response } = await call;
  // What the generated types promise for every answer that is no error.
  if (error === undefined && data !== undefined) return data as Exclude<R['data'], undefined>;
  if (response === undefined) throw asProblem(error);
  throw response.ok ? new ApiProblem('internal-error', response.status) : problemFrom(response.status, error);
}
