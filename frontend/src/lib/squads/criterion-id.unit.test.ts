import { expect, it } from 'vitest';
import { newCriterionId } from './criterion-id.ts';

it('names a new criterion by the first free number', () => {
  expect(newCriterionId(['level'])).toBe('c1');
  expect(newCriterionId(['c1', 'c3'])).toBe('c2');
});
