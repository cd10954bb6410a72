import { expect, it } from 'vitest';
import { measureUnits } from '../../services/players/bench/units.ts';
import { documented } from './document.ts';
import { measuredMatches } from './measured-matches.ts';
import { MATCHES, PLAYERS } from './units.ts';

it('docs/scaling.md has what the model prints', async () => {
  const { written, now } = await documented();
  expect(written).toBe(now);
  expect(written).toContain('| cells | 1 |');
});

it('the model reckons with what the matches service consumes', async () => {
  expect(await measuredMatches()).toEqual(MATCHES);
});

it('the model reckons with what the players service measures of a usual squad', async () => {
  const usual = (await measureUnits()).find((row) => row.startsWith('| 15, 14 '));
  const [createSquad, addPlayers, joinSquad, told, getSquad] = (usual ?? '')
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.split('+').map(Number))
    .map(([read, write]) => ({ read, write }));
  expect({ createSquad, addPlayers, joinSquad, told, getSquad }).toEqual(PLAYERS);
});
