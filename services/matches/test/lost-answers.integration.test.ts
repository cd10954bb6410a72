import type { MatchPage } from '@besteam/contracts/matches';
import type { EventEnvelope } from '@besteam/service-kit';
import { type ForgetfulWay, startForgetfulWay } from '@besteam/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawnScene, planned } from './drawn-scene.ts';
import { onMatch, type Scene, sceneIn } from './scene.ts';
import { type MatchesSystem, ratingsOf, startMatches } from './system.ts';
import { twins } from './twins.ts';

/** What tells the write of a match or a ballot from all that the relay writes. */
const aWriteOf = (item: 'MATCH' | 'BALLOT') => ['UpdateItem', `"${item}#`, ':pendingSince'];

describe.each(twins)('a write that was done, its answer lost and sent again, on $title', ({ skipped, start }) => {
  if (skipped) return it.skip('is not to be had', () => {});
  let way: ForgetfulWay;
  let system: MatchesSystem;
  const heard: EventEnvelope[] = [];
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    const server = await start?.();
    way = await startForgetfulWay(server?.url);
    system = await startMatches({ DYNAMODB_ENDPOINT: way.endpoint, DYNAMODB_ANSWER_MS: '20000' });
    closing.push(system.close, way.close, async () => server?.remove());
    await system.platform.bus.consume({
      queue: 'test',
      types: ['besteam.match.changed.v1'],
      handle: async (event) => void heard.push(event),
    });
  });
  afterAll(async () => {
    for (const close of closing) await close();
  });

  const listed = async ({ member, path }: Scene) => (await member.send<MatchPage>('GET', `${path}/matches`)).body.items;
  const toldOf = ({ squad }: Scene) => heard.flatMap(({ subject, data }) => (subject === squad.squadId ? [data] : []));

  it('plans one match, without a key, and tells of it once', async () => {
    const scene = await sceneIn(system);
    const write = way.loseAnswer(aWriteOf('MATCH'));
    const match = await scene.member.send<{ id: string }>('POST', `${scene.path}/matches`, {});
    expect([match.status, write.sent]).toEqual([201, 2]);
    expect((await listed(scene)).map(({ id }) => id)).toEqual([match.body.id]);
    await expect.poll(() => toldOf(scene)).toHaveLength(1);
    await onMatch(scene.member, scene, match.body, ['DELETE']);
    await expect.poll(() => toldOf(scene).at(-1)).toMatchObject({ status: 'deleted' });
    expect(toldOf(scene)).toMatchObject([{ version: 1 }, { version: 2 }]);
  });

  it('plans it also where somebody answers meanwhile', async () => {
    const scene = await sceneIn(system);
    const status = 'in';
    way.loseAnswer(aWriteOf('MATCH'), async () => {
      const [match = expect.fail()] = await listed(scene);
      await onMatch(scene.owner, scene, match, ['PUT', `/attendance/${scene.players[0]}`], { status });
    });
    const match = await scene.member.send('POST', `${scene.path}/matches`, {});
    expect([match.status, match.etag]).toEqual([201, '"2"']);
    expect(await listed(scene)).toHaveLength(1);
  });

  it('swaps players once', async () => {
    const { scene, match, teams } = await drawnScene(system);
    const [a = '', b = ''] = teams.map(([first]) => first);
    const write = way.loseAnswer(aWriteOf('MATCH'));
    const { status, body, etag } = await onMatch(scene.member, scene, match, ['POST', '/swaps'], { a, b });
    expect([status, etag, write.sent]).toEqual([200, '"2"', 2]);
    expect(body.draw?.teams.map(({ players }) => players)).toMatchObject([
      expect.arrayContaining([b]),
      expect.arrayContaining([a]),
    ]);
  });

  it('draws again once', async () => {
    const { scene, match } = await drawnScene(system);
    const write = way.loseAnswer(aWriteOf('MATCH'));
    const { status, body, etag } = await onMatch(scene.member, scene, match, ['POST', '/draws'], {});
    expect([status, etag, write.sent]).toEqual([201, '"2"', 2]);
    expect(body.draws).toHaveLength(match.draws.length + 1);
  });

  it('deletes a match, and does not miss it then', async () => {
    const scene = await sceneIn(system);
    const match = await planned(scene);
    const write = way.loseAnswer(aWriteOf('MATCH'));
    const { status } = await onMatch(scene.member, scene, match, ['DELETE']);
    expect([status, write.sent]).toEqual([204, 2]);
    expect(await listed(scene)).toEqual([]);
  });

  it('saves a ballot, also for who insists on a version', async () => {
    const { squad, path, owner } = await sceneIn(system);
    const write = way.loseAnswer(aWriteOf('BALLOT'));
    const ratings = ratingsOf(squad, owner.accountId);
    const { status, etag } = await owner.send('PUT', `${path}/ballot`, { ratings }, { 'if-match': '"0"' });
    expect([status, etag, write.sent]).toEqual([200, '"1"', 2]);
  });
});
