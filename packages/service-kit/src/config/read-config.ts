import type { z } from 'zod';

/** The environment does not fit the service: the message is one line that names every variable at fault. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads a service's configuration from environment variables through its Zod schema (keys are variable names).
 * A variable that is set to nothing counts as unset, as Compose and Kubernetes leave optional ones.
 * Throws ConfigError; its message tells what was expected and never the value, which may be a secret.
 */
export function readConfig<S extends z.ZodType>(schema: S, env: Record<string, string | undefined>): z.output<S> {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(set);
  if (result.success) return result.data;
  const complaints = result.error.issues.map((issue) => complaint(issue, set));
  throw new ConfigError(`Wrong configuration: ${complaints.join('; ').replace(/\s*\n\s*/g, ' ')}`);
}

function complaint(issue: z.core.$ZodIssue, env: Record<string, unknown>): string {
  const variable = issue.path.join('.');
  if (variable === '') return issue.message;
  return variable in env ? `${variable}: ${issue.message}` : `${variable} is not set`;
}
