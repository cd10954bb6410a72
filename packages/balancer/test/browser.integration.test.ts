import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { describe, expect, it } from 'vitest';
import { squad } from '../bench/squads.ts';
import { best, type DrawInput, draw, levels, repair, swapPreview } from '../src/index.ts';
import { simulate } from './ballots.ts';
import { bundle } from './bundle.ts';
import { randomCase } from './squads.ts';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

describe('in the browser', () => {
  it.skipIf(!existsSync(CHROMIUM))(
    '200 inputs give the same bytes in Chromium as in Node',
    { timeout: 120_000 },
    async () => {
      const inputs = manyInputs();
      const here = inputs.map((input) => JSON.stringify(draw(input)));
      const votes = Array.from({ length: 10 }, (_, number) => simulate(number, 12, 0.6, 2).input);
      const hereToo = JSON.stringify([votes.map(levels), ...inputs.slice(0, 20).map(others)]);
      const code = await bundle("import * as engine from 'engine'; globalThis.engine = engine;");
      const browser = await chromium.launch({
        executablePath: CHROMIUM,
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      });
      try {
        const page = await browser.newPage();
        await page.addScriptTag({ content: code, type: 'module' });
        await page.waitForFunction('globalThis.engine');
        const there: { drawn: string[]; others: string } = await page.evaluate(
          `(${repeatInBrowser})(${JSON.stringify({ inputs, votes })})`,
        );
        expect(there.drawn).toEqual(here);
        expect(there.others).toBe(hereToo);
      } finally {
        await browser.close();
      }
    },
  );
});

/** Runs in the page, as text: what the test runner does to imports and globals must not reach it. */
const repeatInBrowser = `({ inputs, votes }) => {
  const { best, draw, levels, repair, swapPreview } = globalThis.engine;
  const drawn = inputs.map((input) => draw(input));
  const others = inputs.slice(0, 20).map((input, i) => {
    const { teams } = drawn[i];
    const out = [input.players[0].id];
    return teams ? [best(input, 5), swapPreview(input, teams), repair(input, teams, { out })] : [];
  });
  return {
    drawn: drawn.map((result) => JSON.stringify(result)),
    others: JSON.stringify([votes.map((vote) => levels(vote)), ...others]),
  };
}`;

function others(input: DrawInput): unknown[] {
  const result = draw(input);
  if (result.kind === 'refusal') return [];
  const out = [input.players[0]?.id ?? ''];
  return [best(input, 5), swapPreview(input, result.teams), repair(input, result.teams, { out })];
}

/** Small ones with rules, ordinary squads of all sizes, hard ones, and a large one. */
function manyInputs(): DrawInput[] {
  const small = Array.from({ length: 100 }, (_, number) => randomCase(number, 12));
  const sizes = [10, 14, 15, 18, 20, 22, 24, 25, 28, 30];
  const ordinary = Array.from({ length: 80 }, (_, number) => ({
    players: squad('ordinary', sizes[number % sizes.length] ?? 10, number),
    teams: 2 + (number % 5),
    seed: `ordinary ${number}`,
  }));
  const hard = Array.from({ length: 19 }, (_, number) => ({
    players: squad(number % 2 === 0 ? 'one star' : 'professionals and beginners', 8 + number, number),
    teams: 2 + (number % 4),
    seed: `hard ${number}`,
  }));
  return [...small, ...ordinary, ...hard, { players: squad('ordinary', 100, 1), teams: 10, seed: 'large' }];
}
