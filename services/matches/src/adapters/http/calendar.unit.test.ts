import { expect, it } from 'vitest';
import { newMatch } from '../../domain/match.ts';
import { calendarOf } from './calendar.ts';

const squad = {
  squadId: 'squad',
  version: 1,
  name: 'Futsal',
  criteria: [],
  rules: { raters: 'players', numbers: 'shown' },
  players: [],
  members: [],
} as const;

it('lets nobody smuggle another event into a calendar', () => {
  const identity = { squadId: 'squad', matchId: 'match', createdBy: 'ana', createdAt: '2026-11-22T10:00:00.000Z' };
  const match = newMatch(identity, { title: 'A\r\nEND:VEVENT\rBEGIN:VEVENT\nX', place: 'B\u0000\u0007C' });
  const me = { accountId: 'ana', role: 'owner' } as const;
  const roster = { ...squad, criteria: [], players: [], members: [me] };
  const calendar = calendarOf({ squad: roster, me, match, startsAt: '2026-12-03T20:30:00Z' });
  expect(calendar.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
  expect(calendar).toContain('SUMMARY:Futsal: A\\nEND:VEVENT\\nBEGIN:VEVENT\\nX\r\n');
  expect(calendar).toContain('LOCATION:B  C\r\n');
});
