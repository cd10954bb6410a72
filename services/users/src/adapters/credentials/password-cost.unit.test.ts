import { expect, test } from 'vitest';
import { argon2CostOf, costIn, isOutdated, missingCost, waitingForOne, workOf } from './password-cost.ts';

const DEFAULT = argon2CostOf({ PASSWORD_MEMORY_MIB: 64, PASSWORD_PASSES: 3 });
const LEAST = argon2CostOf({ PASSWORD_MEMORY_MIB: 19, PASSWORD_PASSES: 2 });
const hashOf = (cost: string) => `$argon2id$v=19$${cost}$c2FsdHNhbHQ$aGFzaGhhc2g`;

test('a hash names what it cost', () => {
  expect(costIn(hashOf('m=65536,t=3,p=1'))).toEqual(DEFAULT);
  expect(costIn(hashOf('m=19456,t=2,p=1'))).toEqual(LEAST);
  expect(costIn('$argon2i$v=19$m=65536,t=3,p=1$c2FsdHNhbHQ$aGFzaGhhc2g')).toBeUndefined();
});

test.each(['m=65537,t=3,p=1', 'm=65536,t=4,p=1', 'm=65536,t=3,p=2', 'm=19456,t=2,p=1'])(
  'a hash of %s is made anew, one of today’s cost is not',
  (cost) => {
    expect(isOutdated(hashOf(cost), DEFAULT)).toBe(true);
    expect(isOutdated(hashOf('m=65536,t=3,p=1'), DEFAULT)).toBe(false);
  },
);

test('comparing with a cheaper hash is made to cost as much as with one of today', () => {
  const cheaper = hashOf('m=19456,t=2,p=1');
  const missing = missingCost(cheaper, DEFAULT);
  if (!missing) throw new Error('nothing is made up for');
  expect((workOf(LEAST) + workOf(missing)) / workOf(DEFAULT)).toBeCloseTo(1, 3);
  expect(missing.memoryCost).toBeLessThanOrEqual(DEFAULT.memoryCost);
});

test('nothing is added to a hash of today’s cost, nor to a dearer one', () => {
  expect(missingCost(hashOf('m=65536,t=3,p=1'), DEFAULT)).toBeUndefined();
  expect(missingCost(hashOf('m=65536,t=3,p=1'), LEAST)).toBeUndefined();
});

test('the dearer a hash, the fewer wait for it', () => {
  expect([waitingForOne(DEFAULT), waitingForOne(LEAST)]).toEqual([31, 158]);
  expect(waitingForOne(argon2CostOf({ PASSWORD_MEMORY_MIB: 1024, PASSWORD_PASSES: 20 }))).toBe(1);
});
