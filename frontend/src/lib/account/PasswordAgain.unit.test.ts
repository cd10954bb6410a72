// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { ApiProblem } from '#lib/api/problem.ts';
import PasswordAgain from './PasswordAgain.svelte';

/** The question, and what was done with the answers. */
function ask(refusals: ApiProblem[] = []) {
  const used: string[] = [];
  let cancelled = 0;
  render(PasswordAgain, {
    email: 'ana@example.org',
    action: 'Delete me',
    async use(password: string) {
      used.push(password);
      const refusal = refusals.shift();
      if (refusal) throw refusal;
    },
    cancel: () => {
      cancelled += 1;
    },
  });
  const field = screen.getByLabelText('Current password') as HTMLInputElement;
  const answer = async (password: string) => {
    await fireEvent.input(field, { target: { value: password } });
    await fireEvent.submit(field);
  };
  return { used, field, answer, cancelled: () => cancelled };
}

test('is ready to be typed into, and known to password managers', () => {
  const { field } = ask();
  expect(document.activeElement).toBe(field);
  expect(field.autocomplete).toBe('current-password');
  const name = document.querySelector('input[autocomplete=username]') as HTMLInputElement;
  expect(name.value).toBe('ana@example.org');
});

test('does what is asked with the password that was given', async () => {
  const { used, answer } = ask();
  await answer('five-a-side');
  expect(used).toEqual(['five-a-side']);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('does nothing without a password', async () => {
  const { used, answer, field } = ask();
  await answer('');
  expect(used).toEqual([]);
  expect(field.getAttribute('aria-invalid')).toBe('true');
});

test('says at the field that the password was wrong, and goes there', async () => {
  const { used, answer, field } = ask([new ApiProblem('wrong-password', 403)]);
  await answer('wrong');
  expect((await screen.findByRole('alert')).textContent).toBe('That is not your current password.');
  expect(document.activeElement).toBe(field);
  await answer('right');
  expect(used).toEqual(['wrong', 'right']);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('says below what else is in the way', async () => {
  const { answer, field } = ask([new ApiProblem('too-many-requests', 429)]);
  await answer('any');
  expect((await screen.findByRole('alert')).textContent).toContain('Easy there.');
  expect(field.getAttribute('aria-invalid')).toBe('false');
});

test('can be left', async () => {
  const { cancelled } = ask();
  await fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(cancelled()).toBe(1);
});
