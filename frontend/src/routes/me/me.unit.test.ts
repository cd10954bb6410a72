// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { acceptSession, forgetSession } from '#lib/api/session.svelte.ts';
import Me from './+page.svelte';

const asked: string[] = [];

beforeEach(() => {
  localStorage.clear();
  asked.length = 0;
  vi.stubGlobal('fetch', async (input: Request) => {
    asked.push(`${input.method} ${new URL(input.url).pathname}`);
    return new Response(null, { status: 204 });
  });
});

afterEach(() => {
  forgetSession();
  vi.unstubAllGlobals();
});

it('asks a guest elsewhere on the screen before everything of his is deleted', async () => {
  acceptSession({ accessToken: 'token', expiresIn: 600, account: { id: 'g', kind: 'guest', displayName: '' } });
  render(Me);
  const first = screen.getByRole('button', { name: 'Delete me' });
  await fireEvent.click(first);
  // Whoever taps twice taps the same button twice.
  expect(first.isConnected).toBe(true);
  expect(document.querySelector('dialog')?.open).toBe(true);
  expect(screen.getByText('Delete everything of yours?')).toBeTruthy();
  expect(asked).toEqual([]);
  await fireEvent.click(screen.getByText('Yes, delete everything'));
  await expect.poll(() => asked).toEqual(['DELETE /api/users/v1/accounts/me']);
});
