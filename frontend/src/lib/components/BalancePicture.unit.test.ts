// @vitest-environment happy-dom
import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { drawnMatch } from '../../../test/squad.ts';
import BalancePicture from './BalancePicture.svelte';

const { draw } = drawnMatch(1);

const bars = () => [...document.querySelectorAll<HTMLElement>('.bar')].map(({ style }) => style.inlineSize);

test('a bar is as long as its team is strong of five, so that even teams look even', () => {
  const teams = [3, 3.1].map((mean) => ({ players: [], mean }));
  render(BalancePicture, { draw: { ...draw, teams, gap: 0.1 }, settled: true });
  expect(bars()).toEqual(['60%', '62%']);
  expect(screen.getByTestId('gap').textContent).toContain('0.10');
});

test('where numbers are hidden there are lamps, and nothing that could be measured', () => {
  const teams = draw.teams.map(({ players }) => ({ players }));
  render(BalancePicture, { draw: { ...draw, teams, evenness: 'very-even' }, settled: true });
  expect(bars()).toEqual([]);
  expect(document.querySelectorAll('.lamps .on')).toHaveLength(2);
});
