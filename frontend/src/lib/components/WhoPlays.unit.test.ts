// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test } from 'vitest';
import { lineUp } from '#lib/draws/line-up.svelte.ts';
import { aSquad } from '../../../test/squad.ts';
import WhoPlays from './WhoPlays.svelte';

beforeEach(() => localStorage.clear());

function show(preselected?: string[]) {
  const line = lineUp(() => aSquad(), preselected);
  render(WhoPlays, { line });
  return line;
}

const ticked = () =>
  screen
    .getAllByRole('checkbox')
    .filter((box) => box instanceof HTMLInputElement && box.checked)
    .map((box) => box.closest('label')?.querySelector('.name')?.textContent);

test('everybody plays until somebody says otherwise', async () => {
  const line = show();
  expect(screen.getByText('8 playing')).toBeTruthy();
  await fireEvent.click(screen.getByRole('checkbox', { name: /Marta/ }));
  expect(screen.getByText('7 playing')).toBeTruthy();
  expect(line.plays('p2')).toBe(false);
});

test('who plays is remembered for next week', async () => {
  show();
  await fireEvent.click(screen.getByRole('checkbox', { name: /Marta/ }));
  expect(lineUp(() => aSquad()).request().playerIds).not.toContain('p2');
});

test('those who answered are ticked beforehand, and are not taken for who usually plays', async () => {
  show(['p0', 'p4']);
  expect(ticked()).toEqual(['Ana', 'Lucía']);
  await fireEvent.click(screen.getByRole('checkbox', { name: /Lucía/ }));
  expect(ticked()).toEqual(['Ana']);
  expect(lineUp(() => aSquad()).request().playerIds).toHaveLength(8);
});

test('nobody and everybody are one tap away', async () => {
  show();
  await fireEvent.click(screen.getByRole('button', { name: 'Nobody' }));
  expect(ticked()).toEqual([]);
  await fireEvent.click(screen.getByRole('button', { name: 'Everyone' }));
  expect(ticked()).toHaveLength(8);
});

test('a ringer comes with a name and a guess, and can be sent away again', async () => {
  const line = show();
  await fireEvent.click(screen.getByRole('button', { name: 'Add a one-off player' }));
  await fireEvent.click(await screen.findByRole('button', { name: 'Add to this match' }));
  expect(screen.getByRole('alert').textContent).toBe('Write a name, any name.');
  await fireEvent.input(screen.getByRole('textbox'), { target: { value: ' Raúl ' } });
  await fireEvent.click(screen.getByRole('radio', { name: 'Strong' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Add to this match' }));
  expect(line.request().extras).toEqual([{ name: 'Raúl', strength: 'strong' }]);
  expect(screen.getByText('9 playing')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'Remove Raúl' }));
  expect(line.request().extras).toEqual([]);
});
