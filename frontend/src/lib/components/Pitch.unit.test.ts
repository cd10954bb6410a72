// @vitest-environment happy-dom
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { drawnMatch } from '../../../test/squad.ts';
import Pitch from './Pitch.svelte';

afterEach(() => {
  delete document.documentElement.dataset['lessMotion'];
});

function show(props: Partial<Parameters<typeof render<typeof Pitch>>[1]> = {}) {
  const revealed = vi.fn<() => void>();
  const { teams } = drawnMatch(1).draw;
  const given = { teams, extras: [], nameOf: (id: string) => id, reveal: undefined, revealed, showLevels: false };
  const { rerender } = render(Pitch, { ...given, picked: [], ...props });
  return { revealed, rerender };
}

test('shows every name in its team', () => {
  show();
  const [a, b] = screen.getAllByRole('region');
  expect(a?.textContent).toMatch(/Team A.*p0.*p2.*p4.*p6/);
  expect(b?.textContent).toMatch(/Team B.*p1.*p3.*p5.*p7/);
});

test('the show ends at a tap, and is told once', async () => {
  const { revealed } = show({ reveal: 1 });
  await fireEvent.click(await screen.findByRole('button', { name: 'Tap to skip' }));
  await waitFor(() => expect(revealed).toHaveBeenCalledOnce());
  expect(screen.queryByRole('button', { name: 'Tap to skip' })).toBeNull();
});

test('a new draw in the middle of a show begins another, and only its end is told', async () => {
  const { revealed, rerender } = show({ reveal: 1 });
  await screen.findByRole('button', { name: 'Tap to skip' });
  await rerender({ teams: drawnMatch(2).draw.teams, reveal: 2 });
  const skip = await screen.findByRole('button', { name: 'Tap to skip' });
  expect(revealed).not.toHaveBeenCalled();
  await fireEvent.click(skip);
  await waitFor(() => expect(revealed).toHaveBeenCalledOnce());
});

test('with less motion asked for, the teams are simply there', async () => {
  document.documentElement.dataset['lessMotion'] = '';
  const { revealed } = show({ reveal: 1 });
  await waitFor(() => expect(revealed).toHaveBeenCalledOnce());
  expect(screen.queryByRole('button', { name: 'Tap to skip' })).toBeNull();
});

test('levels stay behind a tap', async () => {
  const { rerender } = show();
  expect(screen.queryAllByText('3.00')).toHaveLength(0);
  await rerender({ showLevels: true });
  expect(screen.queryAllByText('3.00')).toHaveLength(2);
});

test('names can only be picked where teams may change', () => {
  show({ pick: undefined });
  expect(screen.queryByRole('button')).toBeNull();
});

test('who keeps goal is marked, and nobody else', () => {
  show({ keepers: ['p0', 'p1'] });
  const keepers = screen.getAllByText('(goalkeeper)').map((mark) => mark.closest('[data-player]'));
  expect(keepers.map((keeper) => keeper?.getAttribute('data-player'))).toEqual(['p0', 'p1']);
});
