import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Squad } from '@besteam/contracts/players';
import { decodeJwt } from 'jose';
import type { SquadSketch } from './squads.ts';

/** Answers `getSquad` as the players service would, for the squads a test puts there. */
export interface PlayersStandIn {
  origin: string;
  /** What it knows, by squad. */
  squads: Map<string, SquadSketch>;
  /** Accounts it knows to have been removed, whatever squad they ask for. */
  removed: Set<string>;
  /** How often it was asked. */
  asked: () => number;
  /** For which addresses it was asked. */
  askedFor: Set<string>;
  /** While true it answers 503. */
  away: (away: boolean) => void;
  close(): Promise<void>;
}

export async function startPlayersStandIn(): Promise<PlayersStandIn> {
  const squads = new Map<string, SquadSketch>();
  const removed = new Set<string>();
  const askedFor = new Set<string>();
  let asked = 0;
  let away = false;
  const server = createServer((request, response) => {
    asked += 1;
    askedFor.add(String(request.headers['x-forwarded-for']));
    const squadId = /^\/api\/players\/v1\/squads\/([\w-]{22})$/.exec(request.url ?? '')?.[1] ?? '';
    const accountId = decodeJwt(request.headers.authorization?.replace(/^Bearer /, '') ?? '').sub ?? '';
    const answer = squads.get(squadId) && answerFor(squads.get(squadId), accountId);
    const refusal = removed.has(accountId) ? 403 : 404;
    response.writeHead(away ? 503 : answer ? 200 : refusal, { 'content-type': 'application/json' });
    response.end(JSON.stringify(away ? {} : (answer ?? {})));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    squads,
    removed,
    asked: () => asked,
    askedFor,
    away: (now) => {
      away = now;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerFor(squad: SquadSketch | undefined, accountId: string): Squad | undefined {
  const me = squad?.members.find((member) => member.accountId === accountId);
  if (!squad || !me) return undefined;
  const { squadId: id, version, name, sport, ownerId, criteria, rules, players } = squad;
  const { role, playerId } = me;
  return {
    id,
    name,
    sport,
    code: 'K7QXW2MB',
    ownerId,
    criteria,
    rules,
    players: players
      .filter(({ archived }) => !archived)
      .map(({ id, name, positions }) => ({
        id,
        name,
        positions,
        claimed: squad.members.some((member) => member.playerId === id),
      })),
    me: playerId === undefined ? { role } : { role, playerId },
    version,
    activity: { raters: 0 },
  };
}
