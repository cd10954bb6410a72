import { join } from 'node:path';
import { newEvent, newId } from '@besteam/service-kit';
import { createTokenMint, startDynalite, temporaryFolder } from '@besteam/service-kit/testing';
import { startPlayersStandIn } from '../../services/matches/test/players-stand-in.ts';
import { playerIdsOf, sketchSquad } from '../../services/matches/test/squads.ts';
import { listenOnce } from '../serverless/listen-once.ts';
import { openMatches } from '../serverless/open-matches.ts';
import { startMeter, type Units } from './meter.ts';

/** The squad that the model reckons with: fifteen people, fourteen of whom play, and everybody rates everybody. */
const MEMBERS = 15;
const PLAYERS = 14;

/** What each operation of the matches service consumes, and telling of it, measured over HTTP on the embedded store. */
export async function measuredMatches(): Promise<Record<string, Units>> {
  const folder = await temporaryFolder();
  const players = await startPlayersStandIn();
  const store = await startDynalite({ path: join(folder.path, 'store') });
  const meter = await startMeter(store.endpoint);
  const mint = await createTokenMint('https://besteam.example', 'besteam');
  const environment = { DYNAMODB_ENDPOINT: meter.endpoint, PLAYERS_URL: players.origin, LOG_LEVEL: 'silent' };
  /** As after a restart: nothing is remembered, so each figure is the most that the operation takes. */
  const restarted = () => openMatches({ ...environment, DATA_DIR: join(folder.path, 'data') }, { tokens: mint.tokens });

  const squad = sketchSquad({ players: PLAYERS, members: MEMBERS, claims: PLAYERS });
  const path = `/api/matches/v1/squads/${squad.squadId}`;
  const tokens = new Map<string, string>();
  for (const { accountId } of squad.members) tokens.set(accountId, (await mint.account('guest', { accountId })).token);
  const [owner] = tokens.values();

  const measured: Record<string, Units> = {};
  measured['squad heard of'] = await hearOf();
  // What a token costs that is seen for the first time is counted apart, as `FOLLOWS.tokenSeen`.
  const seeing = await restarted();
  for (const token of tokens.values()) await ask(seeing, 'GET', '/ballot', undefined, token);
  await end(seeing);
  const ballots = await restarted();
  for (const [accountId, token] of tokens) {
    const own = squad.members.find((member) => member.accountId === accountId)?.playerId;
    const ids = playerIdsOf(squad).filter((id) => id !== own);
    const ratings = Object.fromEntries(ids.map((id, index) => [id, { level: (index % 11) / 2 }]));
    measured['putMyBallot'] = await meter.of(() => ask(ballots, 'PUT', '/ballot', { ratings }, token));
    measured['putMyBallot told'] = await meter.of(() => ballots.service.tell());
  }
  await end(ballots);

  const first = await restarted();
  const drawn = await ask(first, 'POST', '/draws', { playerIds: playerIdsOf(squad), teams: 2 });
  await first.service.tell();
  await end(first);
  const me = playerIdsOf(squad)[0];
  const match = `/matches/${drawn.id}`;
  const again = await restarted();
  measured['createDraw'] = await meter.of(() =>
    ask(again, 'POST', '/draws', { playerIds: playerIdsOf(squad), teams: 2 }),
  );
  measured['createDraw told'] = await meter.of(() => again.service.tell());
  await end(again);
  const asked: [operation: string, method: 'GET' | 'PUT', below: string, body?: object][] = [
    ['getMatch', 'GET', match],
    ['listMatches', 'GET', '/matches'],
    ['getScores', 'GET', '/scores'],
    ['getMyBallot', 'GET', '/ballot'],
    ['setAttendance', 'PUT', `${match}/attendance/${me}`, { status: 'out' }],
    ['recordResult', 'PUT', `${match}/result`, { scores: [3, 2] }],
  ];
  for (const [operation, method, below, body] of asked) {
    const open = await restarted();
    measured[operation] = await meter.of(() => ask(open, method, below, body));
    await open.service.tell();
    await end(open);
  }
  await meter.close();
  await store.close();
  await players.close();
  await folder.remove();
  return measured;

  async function hearOf(): Promise<Units> {
    await listenOnce(await restarted(), { quietMs: 20, remainingMs: () => 60_000 });
    const publisher = await restarted();
    const event = newEvent({ type: 'besteam.squad.changed.v1', source: 'besteam/players', data: squad, id: newId() });
    await publisher.platform.bus.publish(event);
    return meter.of(() => listenOnce(publisher, { quietMs: 200, remainingMs: () => 60_000 }));
  }

  type Open = Awaited<ReturnType<typeof restarted>>;

  async function ask({ server }: Open, method: 'GET' | 'PUT' | 'POST', below: string, body?: object, token = owner) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await server.inject({ method, url: path + below, headers, ...(body && { payload: body }) });
    if (answer.statusCode >= 300) throw new Error(`${method} ${below}: ${answer.statusCode} ${answer.body}`);
    return answer.json();
  }

  async function end({ server, service, platform }: Open): Promise<void> {
    await server.close();
    await service.stop();
    await platform.close();
  }
}
