import contract from '@besteam/contracts/matches.openapi.json' with { type: 'json' };
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listen } from './event-stream.ts';
import { createDraw, onMatch, type Scene, sceneIn } from './scene.ts';
import { type Caller, type MatchesSystem, startMatches } from './system.ts';

let system: MatchesSystem;
beforeAll(async () => {
  system = await startMatches();
});
afterAll(() => system.close());

type Role = 'owner' | 'organiser' | 'maker' | 'player' | 'watcher' | 'stranger' | 'nobody';

/** Statuses by role: who owns the squad, helps, made the match, claims a player, claims nobody, is not in it, is nobody. */
type Row = Record<Role, number>;

const everyMember = (status: number): Row => ({
  owner: status,
  organiser: status,
  maker: status,
  player: status,
  watcher: status,
  stranger: 404,
  nobody: 401,
});
const whoLooksAfter = (status: number): Row => ({ ...everyMember(status), player: 403, watcher: 403 });

interface Attempt {
  caller: Caller;
  scene: Scene;
  match: { id: string };
}

const matrix: Record<string, { row: Row; attempt(it: Attempt): Promise<{ status: number }> }> = {
  getMyBallot: { row: everyMember(200), attempt: ({ caller, scene }) => caller.send('GET', `${scene.path}/ballot`) },
  putMyBallot: {
    row: everyMember(200),
    attempt: ({ caller, scene }) => caller.send('PUT', `${scene.path}/ballot`, { ratings: {} }),
  },
  getScores: { row: everyMember(200), attempt: ({ caller, scene }) => caller.send('GET', `${scene.path}/scores`) },
  createDraw: {
    row: everyMember(201),
    attempt: ({ caller, scene }) => createDraw(caller, scene, { playerIds: scene.players, teams: 2 }),
  },
  planMatch: {
    row: everyMember(201),
    attempt: ({ caller, scene }) => caller.send('POST', `${scene.path}/matches`, {}),
  },
  listMatches: { row: everyMember(200), attempt: ({ caller, scene }) => caller.send('GET', `${scene.path}/matches`) },
  getInsights: { row: everyMember(200), attempt: ({ caller, scene }) => caller.send('GET', `${scene.path}/insights`) },
  streamSquad: {
    row: everyMember(200),
    attempt: async ({ caller, scene }) => {
      const stream = await listen(system, caller, scene.squad.squadId);
      await stream.close();
      return stream;
    },
  },
  getMatch: { row: everyMember(200), attempt: ({ caller, scene, match }) => onMatch(caller, scene, match, ['GET']) },
  getProof: {
    row: everyMember(200),
    attempt: ({ caller, scene, match }) => onMatch(caller, scene, match, ['GET', '/proof']),
  },
  getCalendar: {
    row: everyMember(200),
    attempt: ({ caller, scene, match }) => onMatch(caller, scene, match, ['GET', '/calendar.ics']),
  },
  drawMatch: {
    row: everyMember(201),
    attempt: ({ caller, scene, match }) => onMatch(caller, scene, match, ['POST', '/draws']),
  },
  previewSwaps: {
    row: everyMember(200),
    attempt: ({ caller, scene, match }) => onMatch(caller, scene, match, ['GET', '/swaps']),
  },
  swapPlayers: {
    row: everyMember(200),
    attempt: async ({ caller, scene, match }) => {
      const { body } = await onMatch(scene.owner, scene, match, ['GET']);
      const [[a] = [], [b] = []] = body.draw?.teams.map(({ players }) => players) ?? [];
      return onMatch(caller, scene, match, ['POST', '/swaps'], { a, b });
    },
  },
  replacePlayer: {
    row: everyMember(200),
    attempt: async ({ caller, scene, match }) => {
      const { body } = await onMatch(scene.owner, scene, match, ['GET']);
      const out = body.draw?.teams[0]?.players[0];
      const free = scene.players.find((id) => !body.draw?.teams.some(({ players }) => players.includes(id)));
      return onMatch(caller, scene, match, ['POST', '/replacements'], { out, in: free });
    },
  },
  setAttendance: {
    row: whoLooksAfter(200),
    attempt: ({ caller, scene, match }) =>
      onMatch(caller, scene, match, ['PUT', `/attendance/${scene.players[9]}`], { status: 'in' }),
  },
  updateMatch: {
    row: whoLooksAfter(200),
    attempt: ({ caller, scene, match }) => onMatch(caller, scene, match, ['PATCH'], { title: 'New' }),
  },
  lockMatch: {
    row: whoLooksAfter(200),
    attempt: ({ caller, scene, match }) => onMatch(caller, scene, match, ['PUT', '/lock'], { locked: false }),
  },
  recordResult: {
    row: everyMember(200),
    attempt: ({ caller, scene, match }) => onMatch(caller, scene, match, ['PUT', '/result'], { scores: [1, 0] }),
  },
  deleteMatch: {
    row: whoLooksAfter(204),
    attempt: async ({ caller, scene }) => {
      const maker = scene.member;
      const { body } = await maker.send<{ id: string }>('POST', `${scene.path}/matches`, {});
      return onMatch(caller, scene, body, ['DELETE']);
    },
  },
};

it('has a row for every operation of the contract', () => {
  const operations = Object.values(contract.paths).flatMap((path) =>
    Object.values(path).flatMap((operation) =>
      typeof operation === 'object' && 'operationId' in operation ? [operation.operationId] : [],
    ),
  );
  expect(Object.keys(matrix).toSorted()).toEqual(operations.toSorted());
});

it('lets every role do what it may, and nothing else, in every operation', async () => {
  const scene = await sceneIn(system, { members: 5, claims: 4, players: 11 });
  const [owner, organiser, maker, player, watcher] = scene.members;
  if (!owner || !organiser || !maker || !player || !watcher) throw new Error('the scene has five members');
  const roles: Record<Role, Caller> = {
    owner,
    organiser,
    maker,
    player,
    watcher,
    stranger: await system.caller(),
    nobody: { ...system.nobody, token: 'a.b.c' },
  };
  const order = { playerIds: scene.players.slice(0, 10), teams: 2, startsAt: '2026-12-03T20:30:00Z' };
  const { body: match } = await createDraw(maker, scene, order);
  const seen: Record<string, Record<string, number>> = {};
  for (const [operation, { attempt }] of Object.entries(matrix)) {
    const row: Record<string, number> = {};
    for (const [role, caller] of Object.entries(roles)) {
      row[role] = (await attempt({ caller, scene, match })).status;
    }
    seen[operation] = row;
  }
  expect(seen).toEqual(Object.fromEntries(Object.entries(matrix).map(([operation, { row }]) => [operation, row])));
});
