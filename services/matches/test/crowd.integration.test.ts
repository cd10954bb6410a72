import type { Match } from '@besteam/contracts/matches';
import { patientFetch } from '@besteam/service-kit/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EventStream, listen } from './event-stream.ts';
import { createDraw, onMatch, sceneIn } from './scene.ts';
import { type Caller, callerOver, type MatchesSystem, startMatches } from './system.ts';

const SHUFFLES = 50;
const STREAMS = 100;

let system: MatchesSystem;
beforeAll(async () => {
  system = await startMatches();
});
afterAll(() => system.close());

/** One who comes again when he is told that too many wait: on a busy machine the queue is slow. */
const patient = ({ accountId, token, fetch }: Caller) => callerOver(patientFetch(fetch), accountId, token);

it('answers everybody who shuffles one match at once, and each gets a draw', async () => {
  const scene = await sceneIn(system);
  const { members, players, owner } = scene;
  const { body } = await createDraw(owner, scene, { playerIds: players, teams: 2 });
  const answers = await Promise.all(
    Array.from({ length: SHUFFLES }, (_, i) =>
      onMatch(patient(members[i % members.length] ?? owner), scene, body, ['POST', '/draws']),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  const { body: after } = await owner.send<Match>('GET', `${scene.path}/matches/${body.id}`);
  expect(after.draws.map(({ number }) => number)).toEqual(Array.from({ length: SHUFFLES + 1 }, (_, i) => i + 1));
});

it('answers them as well while a hundred screens listen, who all hear of it', async () => {
  const scene = await sceneIn(system);
  const { members, players, owner, squad } = scene;
  const streams: EventStream[] = await Promise.all(
    Array.from({ length: STREAMS }, (_, i) => listen(system, members[i % members.length] ?? owner, squad.squadId)),
  );
  const { body } = await createDraw(owner, scene, { playerIds: players, teams: 2 });
  const shuffles = Array.from({ length: 20 }, () => onMatch(patient(owner), scene, body, ['POST', '/draws']));
  const reading = owner.send('GET', `${scene.path}/scores`);
  const answers = await Promise.all([...shuffles, reading]);
  expect(answers.every(({ status }) => status < 300)).toBe(true);
  const last = { matchId: body.id, version: 21 };
  await expect
    .poll(() => streams.filter(({ told }) => told.some(({ data }) => matches(data, last))).length)
    .toBe(STREAMS);
  await Promise.all(streams.map((stream) => stream.close()));
});

function matches(data: unknown, { matchId, version }: { matchId: string; version: number }): boolean {
  const heard = data as { matchId?: string; version?: number };
  return heard.matchId === matchId && heard.version === version;
}
