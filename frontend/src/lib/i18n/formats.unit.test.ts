// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { when } from './formats.ts';

it('names the year of a day in another one, and of no other', () => {
  const year = new Date().getFullYear();
  expect(when(`${year - 1}-06-06T12:00:00Z`)).toContain(String(year - 1));
  expect(when(`${year + 1}-06-06T12:00:00Z`, false)).toContain(String(year + 1));
  expect(when(`${year}-06-06T12:00:00Z`)).not.toContain(String(year));
});
