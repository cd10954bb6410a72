// @vitest-environment happy-dom
import { render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { recall } from '#lib/device/memory.ts';
import { aSquad } from '../../../test/squad.ts';
import SquadProvider from './SquadProvider.svelte';

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

function show(answer: () => Response) {
  vi.stubGlobal('fetch', async () => answer());
  const children = createRawSnippet(() => ({ render: () => '<p>the squad</p>' }));
  render(SquadProvider, { squadId: 'squad', children });
}

test('to a stranger the first door is the code, which needs no account, and leads back here', async () => {
  show(() => Response.json({ type: 'https://besteam.example/problems/not-found' }, { status: 404 }));
  expect(await screen.findByRole('heading', { name: 'This is for the squad only' })).toBeTruthy();
  const [first] = screen.getAllByRole('link', { name: /Join with a code|Sign in|My squads/ });
  expect(first?.textContent).toBe('Join with a code');
  expect(first?.classList.contains('primary')).toBe(true);
  expect(first?.getAttribute('href')).toBe('/join?next=/here');
});

test('who sees the squad is known as one of it when he opens its invitation on this device', async () => {
  show(() => Response.json(aSquad({ playerId: 'p2' })));
  expect(await screen.findByText('the squad')).toBeTruthy();
  expect(recall('joined.K7QXW2MB')).toBe('squad');
});
