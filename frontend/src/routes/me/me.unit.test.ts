// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { justOpened } from '../../../test/opened.ts';

const guest = { id: 'g', kind: 'guest' as const, displayName: 'Sara' };
const session = { accessToken: 'token', expiresIn: 600, account: guest };
let asked: string[];
let connected: boolean;

beforeEach(() => {
  localStorage.clear();
  asked = [];
  connected = true;
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(new URL(input, location.href), init);
    asked.push(`${request.method} ${new URL(request.url).pathname}`);
    if (!connected) throw new TypeError('Failed to fetch');
    return request.method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json(session);
  });
});

afterEach(() => vi.unstubAllGlobals());

const me = () => import('./+page.svelte');
const details = () => import('./details/+page.svelte');

it('asks a guest elsewhere on the screen before everything of his is deleted', async () => {
  const { acceptSession, fireEvent, render, screen, Screen } = await justOpened(me);
  acceptSession(session);
  render(Screen);
  const first = await screen.findByRole('button', { name: 'Delete me' });
  await fireEvent.click(first);
  // Whoever taps twice taps the same button twice.
  expect(first.isConnected).toBe(true);
  expect(document.querySelector('dialog')?.open).toBe(true);
  expect(screen.getByText('Delete everything of yours?')).toBeTruthy();
  expect(asked).toEqual([]);
  await fireEvent.click(screen.getByText('Yes, delete me'));
  await expect.poll(() => asked).toEqual(['DELETE /api/users/v1/accounts/me']);
});

it.each([
  ['me', me],
  ['my details', details],
])('says of %s that there is no connection, and asks again when it is back', async (_, of) => {
  localStorage.setItem('besteam.session', '"guest"');
  connected = false;
  const { render, screen, Screen } = await justOpened(of);
  render(Screen);
  expect((await screen.findByRole('alert')).textContent).toContain('We cannot reach Besteam.');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  expect(screen.queryByRole('status')).toBeNull();
  connected = true;
  window.dispatchEvent(new Event('online'));
  expect(await screen.findByText('No account, this device only')).toBeTruthy();
  await expect.poll(() => screen.queryByRole('alert')).toBeNull();
});

it('lets language and light be chosen before it knows who is here, and without a connection', async () => {
  localStorage.setItem('besteam.session', '"guest"');
  connected = false;
  const { render, screen, Screen } = await justOpened(me);
  render(Screen);
  expect(screen.getByRole('status')).toBeTruthy();
  expect(screen.getByLabelText('Español')).toBeTruthy();
  await screen.findByRole('alert');
  expect(screen.getByLabelText('Español')).toBeTruthy();
  expect(screen.getByRole('group', { name: 'Appearance' })).toBeTruthy();
});
