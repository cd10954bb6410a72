// @vitest-environment happy-dom
import { render, screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import ProofTeams from './ProofTeams.svelte';

const recorded = [
  ['Ana', 'Leo'],
  ['Marta', 'Iker'],
];

function side(name: string) {
  const items = within(screen.getByRole('region', { name })).getAllByRole('listitem');
  return items.map((item) => item.textContent?.trim());
}

test('the teams recorded and those that came out here stand side by side', () => {
  render(ProofTeams, { recorded, repeated: recorded, nameOf: (id: string) => id });
  expect(side('Recorded')).toEqual(['Ana', 'Leo', 'Marta', 'Iker']);
  expect(side('Repeated here')).toEqual(side('Recorded'));
});

test('who came out in another team is pointed out', () => {
  const repeated = [
    ['Ana', 'Marta'],
    ['Leo', 'Iker'],
  ];
  render(ProofTeams, { recorded, repeated, nameOf: (id: string) => id });
  expect(side('Repeated here')).toEqual(['Ana', 'Marta: in another team', 'Leo: in another team', 'Iker']);
});
