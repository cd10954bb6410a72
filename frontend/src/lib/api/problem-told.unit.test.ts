// @vitest-environment happy-dom
import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import Notice from '#lib/components/Notice.svelte';
import { m } from '#lib/paraglide/messages.js';
import { ApiProblem } from './problem.ts';
import { teller } from './problem-told.svelte.ts';
import { problemWords } from './problem-words.ts';

it('says at once that there is no connection, and what a service told of as soon as the words for it are there', async () => {
  const { rerender } = render(Notice, { problem: new ApiProblem('offline', 0) });
  expect(screen.getByRole('alert').textContent).toContain(m.offline());
  await rerender({ problem: new ApiProblem('locked', 409) });
  expect(await screen.findByText(m.problem_match_locked())).toBeTruthy();
});

it('makes do without the words where they did not come, and asks for them again with the next problem', async () => {
  let signal = false;
  const told = teller(() => (signal ? Promise.resolve(problemWords) : Promise.reject(new TypeError('no signal'))));
  const locked = new ApiProblem('locked', 409);
  expect(told(locked)).toBe('');
  await expect.poll(() => told(locked)).toBe(m.problem_generic());
  signal = true;
  await expect.poll(() => told(locked)).toBe(m.problem_match_locked());
});
