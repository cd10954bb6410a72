// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import InviteInSquad from '../../../../../test/InviteInSquad.svelte';

afterEach(() => {
  Reflect.deleteProperty(navigator, 'share');
});

const has = (name: string, value: unknown) => Object.defineProperty(navigator, name, { value, configurable: true });

function clipboard() {
  const copied: string[] = [];
  has('clipboard', { writeText: async (text: string) => void copied.push(text) });
  return copied;
}

test('without a share sheet the main button copies the link, and says that it did', async () => {
  const copied = clipboard();
  render(InviteInSquad);
  const main = screen.getByRole('button');
  expect(main.closest('.dock')).not.toBeNull();
  await fireEvent.click(main);
  expect(await screen.findByRole('button', { name: 'Link copied' })).toBeTruthy();
  expect(copied).toEqual(['https://besteam.example/join/K7QXW2MB']);
});

test('a share sheet that was closed can be opened again; one that is refused makes place for copying', async () => {
  let refusal = 'AbortError';
  has('share', () => Promise.reject(new DOMException('no', refusal)));
  render(InviteInSquad);
  const share = () => screen.queryByRole('button', { name: 'Share the link' });
  await fireEvent.click(share() ?? document);
  expect(share()).not.toBeNull();
  refusal = 'NotAllowedError';
  await fireEvent.click(share() ?? document);
  await expect.poll(share).toBeNull();
  expect(screen.getAllByRole('button', { name: 'Copy link' })).toHaveLength(1);
});
