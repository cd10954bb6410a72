import { newId } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawnScene, planned } from './drawn-scene.ts';
import { onMatch, sceneIn } from './scene.ts';
import { type MatchesSystem, slug, startMatches } from './system.ts';

let system: MatchesSystem;
beforeAll(async () => {
  system = await startMatches();
});
afterAll(() => system.close());

describe('recordResult', () => {
  it('makes a match played, by any member, and can be corrected', async () => {
    const { scene, match } = await drawnScene(system);
    const result = { scores: [5, 4], even: true };
    const { status, body } = await onMatch(scene.member, scene, match, ['PUT', '/result'], result);
    expect([status, body.status]).toEqual([200, 'played']);
    expect(body.result).toMatchObject({ ...result, recordedBy: scene.member.accountId });
    const corrected = await onMatch(scene.owner, scene, match, ['PUT', '/result'], { scores: [4, 4] });
    expect(corrected.body.result).toMatchObject({ scores: [4, 4], recordedBy: scene.owner.accountId });
    expect(corrected.body.result?.even).toBeUndefined();
  });

  it('leaves the teams as they were played: 409 for another draw', async () => {
    const { scene, match } = await drawnScene(system);
    await onMatch(scene.member, scene, match, ['PUT', '/result'], { scores: [5, 4] });
    const again = await onMatch(scene.member, scene, match, ['POST', '/draws']);
    expect([again.status, slug(again.body)]).toEqual([409, 'already-played']);
  });

  it('is 422 for another number of scores than teams, 409 without teams, 412 when stale', async () => {
    const { scene, match } = await drawnScene(system);
    const wrong = await onMatch(scene.member, scene, match, ['PUT', '/result'], { scores: [5, 4, 3] });
    expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, 'body/scores']);
    const none = await onMatch(scene.member, scene, await planned(scene), ['PUT', '/result'], { scores: [5, 4] });
    expect([none.status, slug(none.body)]).toEqual([409, 'not-drawn']);
    const stale = { 'if-match': '"99"' };
    expect((await onMatch(scene.member, scene, match, ['PUT', '/result'], { scores: [1, 1] }, stale)).status).toBe(412);
  });

  it('is 400 for half a goal, 404 for strangers and unknown matches, 401 for nobody', async () => {
    const { scene, match } = await drawnScene(system);
    const result = { scores: [1, 0] };
    expect((await onMatch(scene.member, scene, match, ['PUT', '/result'], { scores: [1.5, 0] })).status).toBe(400);
    expect((await onMatch(await system.caller(), scene, match, ['PUT', '/result'], result)).status).toBe(404);
    expect((await onMatch(scene.member, scene, { id: newId() }, ['PUT', '/result'], result)).status).toBe(404);
    expect((await onMatch(system.nobody, scene, match, ['PUT', '/result'], result)).status).toBe(401);
  });
});

describe('getCalendar', () => {
  it('gives the match for a calendar, in UTC, with its text escaped and its lines folded', async () => {
    const scene = await sceneIn(system);
    const title = `Ñ;${'ü'.repeat(70)}`;
    const match = await planned(scene, { startsAt: '2026-12-03T21:30:00+01:00', title, place: 'Calle 1, Madrid' });
    const path = `${scene.path}/matches/${match.id}/calendar.ics`;
    const { status, body, headers } = await scene.member.send<string>('GET', path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/calendar');
    const lines = body.split('\r\n');
    expect(lines).toContain('DTSTART:20261203T203000Z');
    expect(lines).toContain('DTEND:20261203T220000Z');
    expect(lines).toContain('LOCATION:Calle 1\\, Madrid');
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const unfolded = body.replaceAll('\r\n ', '');
    expect(unfolded).toContain(`SUMMARY:Thursday futsal: Ñ\\;${'ü'.repeat(70)}`);
    expect(lines[0]).toBe('BEGIN:VCALENDAR');
    expect(lines.at(-2)).toBe('END:VCALENDAR');
  });

  it('is 409 while nobody has said when, 404 for strangers and unknown matches, 401 for nobody', async () => {
    const scene = await sceneIn(system);
    const match = await planned(scene);
    const none = await onMatch(scene.member, scene, match, ['GET', '/calendar.ics']);
    expect([none.status, slug(none.body)]).toEqual([409, 'not-scheduled']);
    expect((await onMatch(await system.caller(), scene, match, ['GET', '/calendar.ics'])).status).toBe(404);
    expect((await onMatch(scene.member, scene, { id: newId() }, ['GET', '/calendar.ics'])).status).toBe(404);
    expect((await onMatch(system.nobody, scene, match, ['GET', '/calendar.ics'])).status).toBe(401);
  });
});
