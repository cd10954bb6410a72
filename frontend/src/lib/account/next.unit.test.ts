import { expect, it } from 'vitest';
import { safeNext } from './next.ts';

it('goes on inside the app only', () => {
  expect(safeNext('/squads/new')).toBe('/squads/new');
  expect(['//evil.test', '/\\evil.test', 'https://evil.test', 'javascript:alert(1)', '', null].map(safeNext)).toEqual(
    Array(6).fill('/squads'),
  );
});
