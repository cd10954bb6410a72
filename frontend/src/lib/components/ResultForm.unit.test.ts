// @vitest-environment happy-dom
import type { Match } from '@besteam/contracts/matches';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { drawnMatch } from '../../../test/squad.ts';
import ResultForm from './ResultForm.svelte';

/** A service that keeps what it is told, and tells what that was. */
function service() {
  const told: unknown[] = [];
  vi.stubGlobal('fetch', async (input: Request | string) => {
    const { url, method } = new Request(input instanceof Request ? input : new URL(input, location.href));
    if (!url.endsWith('/result')) return new Response(null, { status: 401 });
    told.push(method === 'PUT' && input instanceof Request && (await input.json()));
    return Response.json(drawnMatch(1));
  });
  return told;
}

afterEach(() => vi.unstubAllGlobals());

const path = { squadId: 'squad', matchId: 'match' };
const byLuis = { recordedAt: '2026-11-26T22:00:00Z', recordedBy: 'luis' };
const attempt = (change: () => Promise<Match>) => change();
const show = (result?: Match['result']) => render(ResultForm, { match: matchWith(result), path, attempt });
const matchWith = (result?: Match['result']): Match => ({ ...drawnMatch(1), ...(result && { result }) });
const side = (letter: string) => within(screen.getByRole('group', { name: `Score of team ${letter}` }));
const tap = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

test('a result that somebody else recorded meanwhile is what is shown, and what is changed', async () => {
  const told = service();
  const { rerender } = show();
  await rerender({ match: matchWith({ scores: [3, 2], even: true, ...byLuis }) });
  await tap('3 – 2 · Edit');
  expect(side('A').getByRole('status').textContent).toBe('3');
  expect(screen.getByRole('button', { name: 'Yes' }).getAttribute('aria-pressed')).toBe('true');
  await fireEvent.click(side('B').getByRole('button', { name: '+1' }));
  await tap('Save the score');
  await waitFor(() => expect(told).toEqual([{ scores: [3, 3], even: true }]));
});

test('what was tapped and not saved is gone with a tap on "Cancel"', async () => {
  const told = service();
  show();
  await tap('Save the score');
  await fireEvent.click(side('A').getByRole('button', { name: '+1' }));
  await tap('Cancel');
  await tap('Save the score');
  expect(side('A').getByRole('status').textContent).toBe('0');
  expect(told).toEqual([]);
});
