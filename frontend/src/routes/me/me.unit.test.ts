// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';

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
  vi.unstubAllGlobals();
  // What the app knows by now is of this test alone.
  vi.resetModules();
});

/** The screen of an app just opened, of which nobody knows yet who uses it. */
async function open() {
  vi.resetModules();
  const { acceptSession } = await import('#lib/api/session.svelte.ts');
  const { default: Me } = await import('./+page.svelte');
  const { fireEvent, render, screen, cleanup } = await import('@testing-library/svelte');
  onTestFinished(cleanup);
  return { acceptSession, fireEvent, screen, show: () => render(Me) };
}

it('asks a guest elsewhere on the screen before everything of his is deleted', async () => {
  const { acceptSession, fireEvent, screen, show } = await open();
  acceptSession({ accessToken: 'token', expiresIn: 600, account: { id: 'g', kind: 'guest', displayName: '' } });
  show();
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
