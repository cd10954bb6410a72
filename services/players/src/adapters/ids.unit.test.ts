import { expect, test } from 'vitest';
import { idsWith } from './ids.ts';

const { hashOf } = idsWith('secret');

test('the hash of a request tells requests apart, not the order of their properties', () => {
  const request = { name: 'Thursday', criteria: [{ name: 'attack', weight: 2 }, { name: 'defence' }] };
  const sameAgain = { criteria: [{ weight: 2, name: 'attack' }, { name: 'defence' }], name: 'Thursday' };
  expect(hashOf(sameAgain)).toBe(hashOf(request));
  expect(hashOf({ ...request, criteria: request.criteria.toReversed() })).not.toBe(hashOf(request));
  expect(hashOf({ ...request, name: 'Friday' })).not.toBe(hashOf(request));
});

test('what is left out is no property', () => {
  expect(hashOf({ name: 'Thursday', sport: undefined })).toBe(hashOf({ name: 'Thursday' }));
  expect(hashOf(null)).not.toBe(hashOf([]));
});
