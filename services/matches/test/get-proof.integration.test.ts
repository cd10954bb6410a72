import { type Draw, draw, verify } from '@besteam/balancer';
import type { Proof } from '@besteam/contracts/matches';
import { newId } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawnScene, openScene, planned } from './drawn-scene.ts';
import { createDraw, onMatch } from './scene.ts';
import { type MatchesSystem, startMatches } from './system.ts';

let system: MatchesSystem;
beforeAll(async () => {
  system = await startMatches();
});
afterAll(() => system.close());

describe('getProof', () => {
  it('has all it takes to draw again, also after swaps and replacements', async () => {
    const scene = await openScene(system);
    const { body: match } = await createDraw(scene.member, scene, { playerIds: scene.players, teams: 2 });
    const { body: shuffled } = await onMatch(scene.member, scene, match, ['POST', '/draws']);
    const out = { out: scene.players[0] };
    await onMatch(scene.member, scene, match, ['POST', '/replacements'], out);
    const { status, body } = await scene.member.send<Proof>('GET', `${scene.path}/matches/${match.id}/proof`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ kind: 'open', number: 2, adjustedByHand: true });
    expect(body.input?.avoid).toContainEqual(match.draw?.teams.map(({ players }) => players));
    expect(body.teams).toEqual(shuffled.draw?.teams.map(({ players }) => players));
    if (!body.input) throw new Error('an open proof has its input');
    const again = draw(body.input);
    if (again.kind !== 'draw') throw new Error(again.reason);
    expect(again.teams).toEqual(body.teams);
    expect(again.inputHash).toBe(body.inputHash);
    expect(verify(body.input, again).valid).toBe(true);
  });

  it('claims all that verifying needs, without drawing again', async () => {
    const scene = await openScene(system);
    for (const balance of ['means', 'totals'] as const) {
      const order = { playerIds: scene.players.slice(0, 9), teams: 2, balance };
      const { body: match } = await createDraw(scene.member, scene, order);
      const { body } = await scene.member.send<Proof>('GET', `${scene.path}/matches/${match.id}/proof`);
      if (!body.input) throw new Error('an open proof has its input');
      expect(body.input.balance).toBe(balance);
      const claim = claimOf(body);
      expect(verify(body.input, claim)).toEqual({ valid: true, problems: [] });
      expect(draw(body.input)).toEqual(claim);
    }
  });

  it('is sealed where numbers are withheld', async () => {
    const { scene, match } = await drawnScene(system);
    const { body } = await scene.member.send<Proof>('GET', `${scene.path}/matches/${match.id}/proof`);
    expect(body.kind).toBe('sealed');
    expect(body.input).toBeUndefined();
    expect(body.commitment).toBe(match.draw?.commitment);
    expect(body.inputHash).toBe(body.commitment);
    expect(JSON.stringify(body)).not.toMatch(/seed|method|starsApart/);
  });

  it('is 409 without teams, 404 for strangers and unknown matches, 401 for nobody', async () => {
    const { scene, match } = await drawnScene(system);
    expect((await onMatch(scene.member, scene, await planned(scene), ['GET', '/proof'])).status).toBe(409);
    expect((await onMatch(await system.caller(), scene, match, ['GET', '/proof'])).status).toBe(404);
    expect((await onMatch(scene.member, scene, { id: newId() }, ['GET', '/proof'])).status).toBe(404);
    expect((await onMatch(system.nobody, scene, match, ['GET', '/proof'])).status).toBe(401);
  });
});

/** The engine's own words, put together from what the proof tells. */
function claimOf({ teams, engine, inputHash, proven, draw: told }: Proof): Draw {
  const { gap, optimalGap, lowerBound, method, fairSplits, tolerance, starsApart, costs = [] } = told ?? {};
  if (gap === undefined || optimalGap === undefined || lowerBound === undefined) throw new Error('no numbers');
  if (!method || !fairSplits || tolerance === undefined || starsApart === undefined) throw new Error('no certificate');
  const means = (told?.teams ?? []).map(({ mean = Number.NaN }) => mean);
  const prices = costs.map(({ rule, gap: price = Number.NaN }) => ({ rule, gap: price }));
  const certificate = { gap, optimalGap, lowerBound, proven, method, fairSplits, tolerance, starsApart, costs: prices };
  return { kind: 'draw', teams, means, ...certificate, engine, inputHash };
}
