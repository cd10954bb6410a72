import { createDraw, getMyBallot, getScores, putMyBallot } from '@besteam/contracts/matches';
import { getSquad } from '@besteam/contracts/players';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { freePort } from '@besteam/service-kit/testing/servers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engines, lacking, startEngines } from './engines.ts';
import { given, joins, type Person, peopleOf, squadOf } from './people.ts';
import { type Program, startProgram } from './program.ts';

describe.skipIf(lacking)(`three processes on real engines${lacking ? `: ${lacking.title}` : ''}`, () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let engines: Engines;
  let program: Program;
  let people: ReturnType<typeof peopleOf>;
  let get: (path: string) => Promise<Response>;
  beforeAll(async () => {
    [folder, engines] = await Promise.all([temporaryFolder(), startEngines()]);
    const env = {
      ...engines.env,
      DATA_DIR: folder.path,
      PORT: String(await freePort()),
      HOST: 'localhost',
      DYNAMODB_ANSWER_MS: '10000',
      LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'fatal',
    };
    program = await startProgram(env, undefined, 'src/main-services.ts');
    get = (path) => program.fetch(program.origin + path);
    people = peopleOf(program);
  });
  afterAll(async () => {
    expect(await program?.kill('SIGTERM')).toBe(0);
    await engines?.remove();
    await folder?.remove();
  });

  it('do the main job: register, a squad, friends join, rate, draw', async () => {
    const owner = await people.owner();
    const squad = await squadOf(owner, 10);
    const raters: Person[] = [];
    for (const { id } of squad.players.slice(0, 4)) {
      const guest = await people.guest();
      await joins(guest, squad, id);
      raters.push(guest);
    }
    const path = { squadId: squad.id };
    for (const [index, rater] of raters.entries()) {
      const others = squad.players.filter((_, i) => i !== index);
      const ratings = Object.fromEntries(others.map(({ id }, i) => [id, { level: 1 + ((i + index) % 8) / 2 }]));
      given(await putMyBallot({ client: rater.matches, path, body: { ratings } }));
      expect(given(await getMyBallot({ client: rater.matches, path })).ratings).toEqual(ratings);
    }
    expect(given(await getScores({ client: owner.matches, path })).players).toHaveLength(10);
    const playerIds = squad.players.map(({ id }) => id);
    const match = given(await createDraw({ client: owner.matches, path, body: { playerIds, teams: 2 } }));
    expect(match.status).toBe('drawn');
    // What matches tells reaches players over the broker.
    await expect
      .poll(async () => given(await getSquad({ client: owner.players, path })).activity.raters)
      .toBe(raters.length);
  });

  it('are named ready behind the edge, which answers what is nobody’s as the rest does', async () => {
    expect(await (await get('/health/ready')).json()).toEqual({
      status: 'ready',
      dependencies: { users: 'up', players: 'up', matches: 'up' },
    });
    const unknown = await get('/api/elsewhere/v1/things');
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([
      404,
      expect.stringContaining('problem+json'),
    ]);
  });
});
