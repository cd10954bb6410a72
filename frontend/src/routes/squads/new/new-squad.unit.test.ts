// @vitest-environment happy-dom
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recall } from '#lib/device/memory.ts';
import { aSquad } from '../../../../test/squad.ts';
import NewSquad from './+page.svelte';

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

/** A service whose first answers are lost on the way; tells by which keys it was asked for squads. */
function service(lost: number) {
  const keys: (string | null)[] = [];
  let answers = 0;
  vi.stubGlobal('fetch', async (input: Request) => {
    if (new URL(input.url).pathname.endsWith('/squads')) keys.push(input.headers.get('idempotency-key'));
    answers += 1;
    if (answers <= lost) throw new TypeError('connection lost');
    return Response.json(aSquad(), { status: 201 });
  });
  return keys;
}

const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const create = () => fireEvent.click(screen.getByRole('button', { name: /^Create with/ }));
const lost = () => screen.findByRole('alert');

async function fillIn() {
  await type('Squad name', 'Thursday');
  await fireEvent.submit(screen.getByLabelText('Squad name'));
  await type('Names, one per line', 'Ana\nLeo');
}

test('asked for once more after a lost answer, the same squad is meant, also after the app was closed', async () => {
  const keys = service(2);
  const { unmount } = render(NewSquad);
  await fillIn();
  await create();
  await lost();
  await create();
  await lost();
  unmount();
  render(NewSquad);
  await fireEvent.submit(screen.getByLabelText('Squad name'));
  await create();
  await waitFor(() => expect(recall('new-squad')).toMatchObject({ text: '' }));
  expect(keys).toEqual(Array(3).fill(keys[0]));
});

test('what was corrected after a lost answer is asked for as something else', async () => {
  const keys = service(1);
  render(NewSquad);
  await fillIn();
  await create();
  await lost();
  await type('Names, one per line', 'Ana\nLeo\nMarta');
  await create();
  await waitFor(() => expect(recall('new-squad')).toMatchObject({ text: '' }));
  expect(new Set(keys).size).toBe(2);
});

test('a squad made after another one is another one, though all in it is the same', async () => {
  const keys = service(0);
  for (const made of [1, 2]) {
    const { unmount } = render(NewSquad);
    await fillIn();
    await create();
    await waitFor(() => expect(keys).toHaveLength(made));
    await waitFor(() => expect(recall('new-squad')).toMatchObject({ text: '' }));
    unmount();
  }
  expect(new Set(keys).size).toBe(2);
});
