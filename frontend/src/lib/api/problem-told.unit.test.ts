// @vitest-environment happy-dom
import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import Notice from '#lib/components/Notice.svelte';
import { m } from '#lib/paraglide/messages.js';
import { ApiProblem } from './problem.ts';

it('says at once that there is no connection, and what a service told of as soon as the words for it are there', async () => {
  const { rerender } = render(Notice, { problem: new ApiProblem('offline', 0) });
  expect(screen.getByRole('alert').textContent).toContain(m.offline());
  await rerender({ problem: new ApiProblem('locked', 409) });
  expect(await screen.findByText(m.problem_match_locked())).toBeTruthy();
});
