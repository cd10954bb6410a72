// @vitest-environment happy-dom
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { aSquad } from '../../../test/squad.ts';
import SettingsPlayers from './SettingsPlayers.svelte';

/** A service whose first answers are lost on the way; tells whom it was asked to add, and by which key. */
function service(lost = 0) {
  const asked: { key: string | null; names: string[] }[] = [];
  vi.stubGlobal('fetch', async (input: Request) => {
    const { players } = (await input.json()) as { players: { name: string }[] };
    asked.push({ key: input.headers.get('idempotency-key'), names: players.map(({ name }) => name) });
    if (asked.length <= lost) throw new TypeError('connection lost');
    return Response.json(aSquad(), { status: 201 });
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

function show() {
  const attempt = (change: () => Promise<unknown>) =>
    change().then(
      () => true,
      () => false,
    );
  render(SettingsPlayers, { squad: aSquad({ role: 'owner' }), attempt });
}

const entry = () => screen.getByLabelText<HTMLTextAreaElement>('Add names, one per line');
const write = (value: string) => fireEvent.input(entry(), { target: { value } });
const add = () => screen.getByRole('button', { name: /^Add \d player/ });
const ready = () => waitFor(() => expect(add().getAttribute('aria-disabled')).toBe('false'));

test('tapped twice, the newcomers are asked for once, and the button says why', async () => {
  const asked = service();
  show();
  await write('Rubén\nNoa');
  const button = add();
  await Promise.all([fireEvent.click(button), fireEvent.click(button)]);
  expect(button.getAttribute('aria-disabled')).toBe('true');
  await waitFor(() => expect(entry().value).toBe(''));
  expect(asked.map(({ names }) => names)).toEqual([['Rubén', 'Noa']]);
});

test('of the whole list of the group only the newcomers are added, and who is there already is named', async () => {
  const asked = service();
  show();
  await write('1. ana\n2. Rubén\n3. Léo');
  expect(screen.getByText('In the squad already: ana and Léo. If it is somebody else, add a surname.')).toBeTruthy();
  await fireEvent.click(add());
  await waitFor(() => expect(asked.map(({ names }) => names)).toEqual([['Rubén']]));
});

test('nobody is left out without a word where all are there already', async () => {
  show();
  await write('Ana\nLeo');
  expect(screen.getByText(/^In the squad already: Ana and Leo\./)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Add \d player/ })).toBeNull();
});

test('asked again after a lost answer the same is meant; corrected, or once it is there, something else', async () => {
  const asked = service(3);
  show();
  for (const names of ['Rubén', 'Rubén', 'Rubén B.', 'Rubén B.']) {
    await write(names);
    await ready();
    await fireEvent.click(add());
  }
  await waitFor(() => expect(entry().value).toBe(''));
  await write('Rubén B.');
  await ready();
  await fireEvent.click(add());
  await waitFor(() => expect(asked).toHaveLength(5));
  const [first, again, corrected, correctedAgain, later] = asked.map(({ key }) => key);
  expect([again, correctedAgain]).toEqual([first, corrected]);
  expect(new Set([first, corrected, later]).size).toBe(3);
});
