import { type Refusal, refuse } from './refusal.ts';
import type { Criterion } from './squad.ts';

/** Refuses criteria of which two share an id: ratings name them by it. */
export function duplicateCriteria(criteria: readonly Criterion[]): Refusal | undefined {
  const seen = new Set<string>();
  for (const [index, { id }] of criteria.entries()) {
    if (seen.has(id)) {
      const message = `there is another criterion "${id}"`;
      return refuse('duplicate-criteria', 'Two criteria share an id.', [
        { path: `body/criteria/${index}/id`, message },
      ]);
    }
    seen.add(id);
  }
  return undefined;
}
