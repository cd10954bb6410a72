// @vitest-environment happy-dom
import type { Squad } from '@besteam/contracts/players';
import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import SquadShown from '../../../test/SquadShown.svelte';
import { aSquad } from '../../../test/squad.ts';

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

const shown = () => screen.getByTestId('squad').textContent;
const at = (minute: number) => `2026-11-26T20:${minute}:00.000Z`;
const grown = (players: number, activity: Squad['activity'] = { raters: 5 }): Squad => {
  const squad = aSquad();
  return { ...squad, players: squad.players.slice(0, players), activity };
};

/** A squad on the screen, whose service answers when the test says, and the news of it. */
async function show() {
  const asked: ((squad: Squad) => void)[] = [];
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  vi.stubGlobal('fetch', async (input: RequestInfo | URL) => {
    const { url } = new Request(input);
    if (!url.endsWith('/events')) return Response.json(await new Promise((answer) => asked.push(answer)));
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        stream = controller;
      },
    });
    return new Response(body);
  });
  render(SquadShown);
  await expect.poll(() => stream).toBeDefined();
  const news = (event: string, data: object = {}) =>
    stream?.enqueue(new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
  /** Answers the question of this number, once it is there. */
  const answer = async (number: number, squad: Squad) => {
    await expect.poll(() => asked.length).toBeGreaterThanOrEqual(number);
    asked[number - 1]?.(squad);
  };
  return { news, answer };
}

test('who rates while the squad is asked for anew is counted, and the newcomers are shown all the same', async () => {
  const { news, answer } = await show();
  await answer(1, grown(7));
  await expect.poll(shown).toBe('7 players, 5 rated');
  news('squad');
  news('ballots', { raters: 6, at: at(30) });
  await answer(2, grown(8));
  await expect.poll(shown).toBe('8 players, 6 rated');
});

test('who rates is counted at once, without asking the services', async () => {
  const { news, answer } = await show();
  await answer(1, grown(8));
  await expect.poll(shown).toBe('8 players, 5 rated');
  news('ballots', { raters: 6, at: at(30) });
  await expect.poll(shown).toBe('8 players, 6 rated');
});

test('a count that the services know to be later stands', async () => {
  const { news, answer } = await show();
  await answer(1, grown(8));
  await expect.poll(shown).toBe('8 players, 5 rated');
  news('ballots', { raters: 6, at: at(30) });
  await expect.poll(shown).toBe('8 players, 6 rated');
  news('squad');
  await answer(2, grown(8, { raters: 4, lastActivityAt: at(31) }));
  await expect.poll(shown).toBe('8 players, 4 rated');
});
