// @vitest-environment happy-dom
import contract from '@besteam/contracts/players.openapi.json' with { type: 'json' };
import { render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test } from 'vitest';
import { aSquad } from '../../../test/squad.ts';
import NewSquad from '../../routes/squads/new/+page.svelte';
import SettingsSquad from './SettingsSquad.svelte';

beforeEach(() => localStorage.clear());

const longest = () => screen.getByLabelText<HTMLInputElement>('Squad name').maxLength;

test('a squad may be called as long when it is changed as when it is made, as the contract has it', () => {
  const { name } = contract.paths['/squads'].post.requestBody.content['application/json'].schema.properties;
  const { unmount } = render(NewSquad);
  expect(longest()).toBe(name.maxLength);
  unmount();
  render(SettingsSquad, { squad: aSquad({ role: 'owner' }), attempt: async () => true });
  expect(longest()).toBe(name.maxLength);
});
