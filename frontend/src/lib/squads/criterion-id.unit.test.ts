import { expect, it } from 'vitest';
import { newCriterionId } from './criterion-id.ts';

it('names nothing new to rate as anything was named before', () => {
  const ids = Array.from({ length: 50 }, newCriterionId);
  expect(new Set(ids).size).toBe(ids.length);
  // As the contract has it (contracts/common.yaml).
  for (const id of ids) expect(id).toMatch(/^c-[0-9a-f]{8}$/);
});
