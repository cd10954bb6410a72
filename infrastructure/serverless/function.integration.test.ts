import { Buffer } from 'node:buffer';
import { brotliDecompressSync } from 'node:zlib';
import { newEvent } from '@besteam/service-kit';
import { createTokenMint, temporaryFolder } from '@besteam/service-kit/testing';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlayersStandIn, startPlayersStandIn } from '../../services/matches/test/players-stand-in.ts';
import { playerIdsOf, sketchSquad } from '../../services/matches/test/squads.ts';
import { ratingsOf } from '../../services/matches/test/system.ts';
import { type Answer, answerRequests } from './answer.ts';
import { recorded } from './events.ts';
import { listenOnce } from './listen-once.ts';
import { type OpenMatches, openMatches } from './open-matches.ts';

const squad = sketchSquad({ players: 10, members: 5 });
const { squadId } = squad;
const playerIds = playerIdsOf(squad);
const owner = squad.members[0]?.accountId ?? '';
const draw = JSON.stringify({ playerIds, teams: 2 });
const told: { type: string }[] = [];
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let players: PlayersStandIn;
let openIn: (folder: string) => Promise<OpenMatches>;
let open: OpenMatches;
let answer: Answer;
let tokens: Record<'token' | 'strangersToken', string>;

beforeAll(async () => {
  folder = await temporaryFolder();
  players = await startPlayersStandIn();
  const mint = await createTokenMint('https://besteam.example', 'besteam');
  openIn = (DATA_DIR) =>
    openMatches({ DATA_DIR, PLAYERS_URL: players.origin, LOG_LEVEL: 'silent' }, { tokens: mint.tokens });
  const start = () => openIn(folder.path);
  const token = async (accountId?: string) => (await mint.account('guest', accountId ? { accountId } : {})).token;
  tokens = { token: await token(owner), strangersToken: await token() };
  // The queue exists once somebody has listened; what is published then waits for the next one who does.
  await listenOnce(await start(), patience);
  const publisher = await start();
  await publisher.platform.bus.publish(
    newEvent({ type: 'besteam.squad.changed.v1', source: 'besteam/players', data: squad }),
  );
  await listenOnce(publisher, patience);
  open = await start();
  await open.platform.bus.consume({
    queue: 'test.told',
    types: ['besteam.ballot.changed.v1', 'besteam.match.changed.v1'],
    handle: async ({ type }) => void told.push({ type }),
  });
  answer = answerRequests(open);
});
afterAll(async () => {
  await close(open);
  await players.close();
  await folder.remove();
});

async function close({ server, service, platform }: OpenMatches): Promise<void> {
  await server.close();
  await service.stop();
  await platform.close();
}

const patience = { quietMs: 50, remainingMs: () => 60_000 };
const context = {} as Context;

async function sent(name: string, fill: Record<string, string> = {}): Promise<APIGatewayProxyStructuredResultV2> {
  return answer(await recorded(name, { squadId, token: tokens.token, matchId: squadId, ...fill }), context);
}

/** As API Gateway hands it on, and a browser reads it. */
function bodyOf({ body = '', isBase64Encoded, headers }: APIGatewayProxyStructuredResultV2) {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const text = headers?.['content-encoding'] === 'br' ? brotliDecompressSync(bytes) : bytes;
  return JSON.parse(text.toString());
}

describe('the function behind API Gateway', () => {
  it('saves a ballot and has told of it when it answers', async () => {
    const ratings = JSON.stringify({ ratings: ratingsOf(squad, owner) });
    const answered = await sent('put-ballot', { ratings });
    expect(answered).toMatchObject({ statusCode: 200, isBase64Encoded: false });
    expect(answered.headers).toMatchObject({ 'content-type': expect.stringContaining('json'), etag: '"1"' });
    expect(Object.keys(bodyOf(answered).ratings)).toHaveLength(9);
    await expect.poll(() => told).toContainEqual({ type: 'besteam.ballot.changed.v1' });
  });

  it('draws, once for a repeated key, and shows the match afterwards', async () => {
    const drawn = await sent('post-draw', { draw });
    expect(drawn.statusCode).toBe(201);
    const match = bodyOf(drawn);
    expect(match.draw.teams).toHaveLength(2);
    expect(bodyOf(await sent('post-draw', { draw })).id).toBe(match.id);
    const shown = await sent('get-match', { matchId: match.id });
    expect(shown).toMatchObject({
      statusCode: 200,
      isBase64Encoded: true,
      headers: { 'content-encoding': 'br', vary: 'accept-encoding' },
    });
    expect(bodyOf(shown)).toEqual(match);
    await expect.poll(() => told).toContainEqual({ type: 'besteam.match.changed.v1' });
  });

  it('reads a body that comes in Base64', async () => {
    const drawn = await sent('post-draw-base64', { draw: Buffer.from(draw).toString('base64') });
    expect(drawn.statusCode).toBe(201);
    expect(
      bodyOf(drawn)
        .draw.teams.flatMap((team: { players: string[] }) => team.players)
        .toSorted(),
    ).toEqual(playerIds.toSorted());
  });

  it('reads query parameters', async () => {
    await sent('post-draw', { draw });
    await sent('post-draw-base64', { draw: Buffer.from(draw).toString('base64') });
    const { items, nextCursor } = bodyOf(await sent('list-matches'));
    expect(items).toHaveLength(1);
    expect(nextCursor).toEqual(expect.any(String));
  });

  it.each([
    ['nobody', 'get-scores-nobody', {}, 401, 'unauthorized'],
    ['a stranger', 'get-match', { who: 'stranger' }, 404, 'not-found'],
    ['who asks for a match that is none', 'get-match', {}, 404, 'not-found'],
    ['who asks for a path that is none', 'unknown-path', {}, 404, 'not-found'],
    ['who sends half a draw', 'post-draw', { draw: '{' }, 400, 'malformed-json'],
    ['who wants a live stream', 'get-events', {}, 501, 'not-implemented'],
  ] as const)('refuses %s with a problem', async (_who, name, fill, status, slug) => {
    const token = 'who' in fill ? tokens.strangersToken : tokens.token;
    const answered = await sent(name, { ...fill, token });
    expect(answered.statusCode).toBe(status);
    expect(answered.headers?.['content-type']).toMatch('application/problem+json');
    expect(bodyOf(answered).type).toMatch(new RegExp(`/${slug}$`));
  });

  it('answers though nobody can be told', async () => {
    players.squads.set(squadId, squad);
    const elsewhere = await openIn(`${folder.path}/elsewhere`);
    await elsewhere.platform.bus.close();
    const ratings = JSON.stringify({ ratings: ratingsOf(squad, owner) });
    const event = await recorded('put-ballot', { squadId, token: tokens.token, ratings });
    expect(await answerRequests(elsewhere)(event, context)).toMatchObject({ statusCode: 200 });
    await close(elsewhere);
  });
});
