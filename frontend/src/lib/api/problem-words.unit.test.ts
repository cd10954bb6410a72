import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { ApiProblem } from './problem.ts';
import { problemWords, words } from './problem-words.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Every problem that there is, as the services and their chassis name them in their own words. */
function kinds(): Set<string> {
  const reasons = globSync('services/*/src/domain/refusal.ts', { cwd: root });
  const slugs = globSync('packages/service-kit/src/http/*.ts', { cwd: root });
  const read = (path: string) => readFileSync(root + path, 'utf8');
  const ofReasons = reasons.flatMap(
    (path) => /type Reason =([^;]+);/.exec(read(path))?.[1]?.match(/[a-z-]{3,}/g) ?? [],
  );
  const ofSlugs = slugs.flatMap((path) => [...read(path).matchAll(/slug: '([a-z-]+)'/g)].map(([, slug = '']) => slug));
  return new Set([...ofReasons, ...ofSlugs]);
}

it('has words for what the services say, and for nothing else', () => {
  const known = kinds();
  expect(known.size).toBeGreaterThan(40);
  expect(Object.keys(words).filter((kind) => kind !== 'offline' && !known.has(kind))).toEqual([]);
});

it('tells a name that is taken, a lock, a change meanwhile and an earlier try as what they are', () => {
  expect(problemWords(new ApiProblem('name-taken', 422))).toBe(m.problem_duplicate_name());
  expect(problemWords(new ApiProblem('locked', 409))).toBe(m.problem_match_locked());
  expect(problemWords(new ApiProblem('precondition-failed', 412))).toBe(m.problem_stale());
  expect(problemWords(new ApiProblem('idempotency-key-reused', 422))).toBe(m.problem_sent_otherwise());
});

it('takes no refusal on itself, and every failure', () => {
  expect(problemWords(new ApiProblem('impossible-swap', 422))).toBe(m.problem_malformed());
  expect(problemWords(new ApiProblem('internal-error', 500))).toBe(m.problem_generic());
});
