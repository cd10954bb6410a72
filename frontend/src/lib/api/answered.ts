import { ApiProblem, asProblem, problemFrom } from './problem.ts';

type Call<T> = Promise<
  { response?: Response | undefined } & ({ data: T; error: undefined } | { data: undefined; error: unknown })
>;

/** The answer of a generated call, or an ApiProblem thrown. */
export async function answered<T>(call: Call<T>): Promise<T> {
  const result = await call;
  if (result.error === undefined && result.data !== undefined) return result.data;
  if (result.response === undefined) throw asProblem(result.error);
  if (result.response.ok) throw new ApiProblem('internal-error', result.response.status);
  throw problemFrom(result.response.status, result.error);
}
