// @vitest-environment happy-dom
import contract from '@besteam/contracts/players.openapi.json' with { type: 'json' };
import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { aSquad } from '../../../test/squad.ts';
import SettingsCriteria from './SettingsCriteria.svelte';

const { criteria } = contract.paths['/squads'].post.requestBody.content['application/json'].schema.properties;
const { minimum, maximum } = criteria.items.properties.weight;

/** The criteria of a squad, with this typed as the weight of the first, and "Save" tapped. */
async function weigh(typed: string) {
  const attempt = vi.fn<() => Promise<boolean>>().mockResolvedValue(true);
  render(SettingsCriteria, { squad: aSquad({ role: 'owner' }), attempt });
  const weight = screen.getByLabelText('Counts for');
  await fireEvent.input(weight, { target: { value: typed } });
  const save = screen.getByRole('button', { name: 'Save' });
  await fireEvent.click(save);
  return { asked: attempt.mock.calls.length, weight, save };
}

test.each(['', String(minimum - 1), String(maximum + 1)])('a weight of "%s" is not sent, and marked', async (typed) => {
  const { asked, weight, save } = await weigh(typed);
  expect(asked).toBe(0);
  expect(weight.getAttribute('aria-invalid')).toBe('true');
  expect(save.getAttribute('aria-disabled')).toBe('true');
});

test.each([String(minimum), '2.5', String(maximum)])('a weight of %s is sent', async (typed) => {
  const { asked, weight } = await weigh(typed);
  expect(asked).toBe(1);
  expect(weight.getAttribute('aria-invalid')).toBe('false');
});
