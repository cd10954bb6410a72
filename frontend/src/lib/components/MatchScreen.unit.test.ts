// @vitest-environment happy-dom
import type { Match } from '@besteam/contracts/matches';
import type { Squad } from '@besteam/contracts/players';
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import MatchInSquad from '../../../test/MatchInSquad.svelte';
import { aSquad, drawnMatch } from '../../../test/squad.ts';

/** A service that draws once more whenever it is asked, and remembers what it was asked for. */
function service() {
  const asked: string[] = [];
  let drawn = 1;
  vi.stubGlobal('fetch', async (input: Request) => {
    asked.push(`${input.method} ${new URL(input.url).pathname}`);
    if (input.method === 'GET') return Response.json({ swaps: [] });
    drawn += 1;
    return Response.json(drawnMatch(drawn), { status: 201 });
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

function show(changes: Partial<Match> = {}, draw = drawnMatch(1).draw, role: Squad['me']['role'] = 'member') {
  const match = { ...drawnMatch(1), ...changes };
  const put = vi.fn<(match: unknown) => void>();
  render(MatchInSquad, {
    squad: aSquad({ role }),
    squadId: 'squad',
    match,
    draw,
    put,
    fresh: true,
    remembered: false,
  });
  return put;
}

test('a tap on "Shuffle again" while the names are still being dealt is not lost', async () => {
  const asked = service();
  const put = show();
  // The show has begun and nobody has ended it.
  await fireEvent.click(screen.getByRole('button', { name: 'Shuffle again' }));
  await waitFor(() => expect(put).toHaveBeenCalledOnce());
  expect(asked).toEqual(['POST /api/matches/v1/squads/squad/matches/match/draws']);
});

test('while a draw is on its way a second tap asks for nothing, and the button says so', async () => {
  const asked = service();
  const put = show();
  const shuffle = screen.getByRole('button', { name: 'Shuffle again' });
  await Promise.all([fireEvent.click(shuffle), fireEvent.click(shuffle)]);
  expect(shuffle.getAttribute('aria-disabled')).toBe('true');
  await waitFor(() => expect(put).toHaveBeenCalledOnce());
  expect(asked).toHaveLength(1);
  await waitFor(() => expect(shuffle.getAttribute('aria-disabled')).toBe('false'));
});

test('two names of different teams are what a swap is about; two of one team are not', async () => {
  service();
  show();
  await fireEvent.click(screen.getByRole('button', { name: /Ana/ }));
  await fireEvent.click(screen.getByRole('button', { name: /Lucía/ }));
  expect(screen.queryByRole('button', { name: 'Swap' })).toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: /Hugo/ }));
  expect(await screen.findByRole('button', { name: 'Swap' })).toBeTruthy();
  expect(screen.getByText('Lucía for Hugo')).toBeTruthy();
});

test('a name dragged onto another tells what the swap would be before it is let go', async () => {
  service();
  show();
  const [ana, leo] = [/Ana/, /Leo/].map((name) => screen.getByRole('button', { name }));
  const under = vi.spyOn(document, 'elementFromPoint').mockReturnValue(leo ?? null);
  await fireEvent.pointerDown(ana ?? document, { pointerId: 1, pointerType: 'mouse' });
  await fireEvent.pointerMove(window, { pointerId: 1, pointerType: 'mouse', clientX: 40 });
  expect(await screen.findByText('Ana for Leo')).toBeTruthy();
  under.mockReturnValue(null);
  await fireEvent.pointerMove(window, { pointerId: 1, pointerType: 'mouse', clientX: 90 });
  expect(screen.queryByText('Ana for Leo')).toBeNull();
});

test('a refusal is told where the thumb is, in the dock, until something else is begun', async () => {
  const problem = { type: 'https://besteam.example/problems/locked' };
  vi.stubGlobal('fetch', async () => Response.json(problem, { status: 409 }));
  show();
  await fireEvent.click(screen.getByRole('button', { name: 'Shuffle again' }));
  expect((await screen.findByText('The teams are locked.')).closest('.dock')).not.toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: /Ana/ }));
  expect(screen.queryByText('The teams are locked.')).toBeNull();
});

test('where there is nothing to do there is no dock', () => {
  const result = { scores: [5, 4], even: true, recordedAt: '2026-11-26T22:00:00Z', recordedBy: 'owner' };
  show({ status: 'played', result });
  expect(document.querySelector('.dock')?.textContent).toBe('');
});

test('beside the score stands whether the match was even', () => {
  service();
  const result = { scores: [5, 4], even: true, recordedAt: '2026-11-26T22:00:00Z', recordedBy: 'owner' };
  show({ status: 'played', result });
  expect(screen.getByLabelText('Final score').parentElement?.textContent).toMatch(/5 – 4\s*Even/);
});

test('above the teams stands in a line how even they are, as soon as they are dealt', async () => {
  service();
  const { draw } = drawnMatch(1);
  show({}, { ...draw, gap: 0.03 });
  const verdict = 'Very even: gap 0.03';
  expect(screen.queryByText(verdict)).toBeNull();
  await fireEvent.click(await screen.findByRole('button', { name: 'Tap to skip' }));
  const line = await screen.findByText(verdict);
  expect(line.compareDocumentPosition(screen.getByTestId('pitch'))).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

test('the teams go to the group by one tap: by what the device shares with, or by WhatsApp', async () => {
  service();
  show();
  const opened = vi.spyOn(window, 'open').mockReturnValue(null);
  const send = screen.getByRole('button', { name: 'Send the teams' });
  await fireEvent.click(send);
  await waitFor(() => expect(opened).toHaveBeenCalledOnce());
  expect(new URL(String(opened.mock.calls[0]?.[0])).searchParams.get('text')).toContain('• Lucía');
  const share = vi.fn<(shared: ShareData) => Promise<void>>(async () => undefined);
  Object.defineProperty(navigator, 'share', { value: share, configurable: true });
  await fireEvent.click(send);
  await waitFor(() => expect(share).toHaveBeenCalledOnce());
  Reflect.deleteProperty(navigator, 'share');
  expect(opened).toHaveBeenCalledOnce();
  opened.mockRestore();
  expect(share.mock.calls[0]?.[0].text).toContain('• Lucía');
});

test('whoever looks after the match locks the teams by one tap below them', async () => {
  const asked = service();
  show({ createdBy: 'nobody' }, undefined, 'organiser');
  await fireEvent.scroll(window);
  await fireEvent.click(await screen.findByRole('button', { name: 'Lock the teams' }));
  expect(asked.at(-1)).toMatch(/lock/);
});
