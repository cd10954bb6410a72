// @vitest-environment happy-dom
import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { beforeEach, expect, test } from 'vitest';
import { lineUp } from '#lib/draws/line-up.svelte.ts';
import { aSquad } from '../../../test/squad.ts';
import RulesPicker from './RulesPicker.svelte';

beforeEach(() => localStorage.clear());

function show(playing?: string[]) {
  const line = lineUp(() => aSquad(), playing);
  render(RulesPicker, { line });
  return line;
}

const tap = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

test('two names tapped are kept apart, in words', async () => {
  const line = show();
  await tap('Keep apart');
  await tap('Leo');
  await tap('Marta');
  expect(line.rules).toEqual([{ kind: 'apart', players: ['p1', 'p2'] }]);
  expect(screen.getByText('Leo and Marta apart')).toBeTruthy();
  await tap('Done');
  expect(screen.queryByRole('button', { name: 'Leo' })).toBeNull();
  expect(line.rules).toHaveLength(1);
});

test('the rule follows the names that are tapped, without anybody saying that it is finished', async () => {
  const line = show();
  await tap('Keep together');
  await tap('Leo');
  await tap('Marta');
  await tap('Ana');
  expect(line.rules).toEqual([{ kind: 'together', players: ['p1', 'p2', 'p0'] }]);
  await tap('Leo');
  expect(line.rules).toEqual([{ kind: 'together', players: ['p2', 'p0'] }]);
  await tap('Ana');
  expect(line.rules).toEqual([]);
});

test('a rule that stands already is neither doubled nor lost when its names are tapped again', async () => {
  const line = show();
  line.addRule({ kind: 'apart', players: ['p2', 'p1'] });
  await tap('Keep apart');
  await tap('Leo');
  await tap('Marta');
  expect(line.rules).toEqual([{ kind: 'apart', players: ['p2', 'p1'] }]);
  await tap('Ana');
  expect(line.rules).toHaveLength(2);
  expect(line.rules[0]).toEqual({ kind: 'apart', players: ['p2', 'p1'] });
});

test('one name alone makes no rule', async () => {
  const line = show();
  await tap('Keep together');
  await tap('Leo');
  await tap('Done');
  expect(line.rules).toEqual([]);
});

test('a name tapped twice is not picked', async () => {
  show();
  await tap('Keep together');
  await tap('Leo');
  await tap('Leo');
  expect(screen.getByRole('button', { name: 'Leo' }).getAttribute('aria-pressed')).toBe('false');
});

test('a player is fixed to the team that is tapped', async () => {
  const line = show();
  await tap('Fix to a team');
  await tap('Ana');
  expect(line.rules).toEqual([{ kind: 'fixed', player: 'p0', team: 0 }]);
  await fireEvent.click(screen.getByRole('button', { name: /Team B/ }));
  expect(line.rules).toEqual([{ kind: 'fixed', player: 'p0', team: 1 }]);
});

test('goalkeepers are spread by one tap, and no more by another', async () => {
  const line = show();
  const keepers = screen.getByRole('checkbox', { name: 'A goalkeeper in each team' });
  await fireEvent.click(keepers);
  expect(line.rules).toEqual([{ kind: 'spread', tag: 'goalkeeper' }]);
  await fireEvent.click(keepers);
  expect(line.rules).toEqual([]);
});

test('without goalkeepers among those who play nothing is asked about them', () => {
  show(['p4', 'p5', 'p6']);
  expect(screen.queryByRole('checkbox')).toBeNull();
});

test('a rule can be taken away', async () => {
  const line = show();
  line.addRule({ kind: 'together', players: ['p4', 'p5'] });
  const item = await screen.findByText('Lucía and Hugo together');
  await fireEvent.click(within(item.parentElement ?? document.body).getByRole('button'));
  expect(line.rules).toEqual([]);
});
