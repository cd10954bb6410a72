import { expect, it } from 'vitest';
import { ownPath, safeNext } from './next.ts';

it('goes on inside the app only', () => {
  expect(safeNext('/squads/new')).toBe('/squads/new');
  expect(['//evil.test', '/\\evil.test', 'https://evil.test', 'javascript:alert(1)', '', null].map(safeNext)).toEqual(
    Array(6).fill('/squads'),
  );
});

it('knows another site behind what browsers overlook', () => {
  expect(['/\t/evil.test', '/\n\\evil.test', '//evil.test'].map(ownPath)).toEqual([undefined, undefined, undefined]);
  expect(ownPath('/s/squad/matches/match')).toBe('/s/squad/matches/match');
});
