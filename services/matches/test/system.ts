import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import type { Ballot, Problem } from '@besteam/contracts/matches';
import { newEvent, newId, type PlatformSettings } from '@besteam/service-kit';
import { type ServiceUnderTest, startService } from '@besteam/service-kit/testing';
import { expect } from 'vitest';
import { createMatches, matchesSettings } from '../src/index.ts';
import { type PlayersStandIn, startPlayersStandIn } from './players-stand-in.ts';
import { playerIdsOf, type SquadSketch } from './squads.ts';

export interface Answer<T> {
  status: number;
  body: T;
  etag: string | null;
  headers: Headers;
}

/** One caller's way into the service; every answer is checked against the contract. */
export interface Caller {
  accountId: string;
  token: string;
  fetch: typeof fetch;
  send<T>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
}

export interface MatchesSystem extends ServiceUnderTest {
  players: PlayersStandIn;
  /** The caller with this account (a new one by default), or nobody. */
  caller(accountId?: string): Promise<Caller>;
  nobody: Caller;
  /** Every member of a squad, in order; the owner first. */
  membersOf(squad: SquadSketch): Promise<Caller[]>;
  /** Tells the service of a squad, in its present version, and waits until it has heard. */
  tell(squad: SquadSketch): Promise<void>;
  publish(type: string, data: object): Promise<void>;
  close(): Promise<void>;
}

export async function startMatches(
  environment: Record<string, string> = {},
  platform: Partial<PlatformSettings> = {},
): Promise<MatchesSystem> {
  const players = await startPlayersStandIn();
  const system = await startService({
    create: (platform) => createMatches(matchesSettings.parse(environment), platform),
    eventSchemas,
    settings: {
      PLAYERS_URL: players.origin,
      RATE_LIMIT_ADDRESS: 1_000_000,
      RATE_LIMIT_ACCOUNT: 1_000_000,
      ...platform,
    },
  });
  const callerWith = (accountId: string, token?: string) => callerOver(system.fetchAs(token), accountId, token);
  const caller = async (accountId = newId()) => {
    const { token } = await system.mint.account('guest', { accountId });
    return callerWith(accountId, token);
  };
  const publish = async (type: string, data: object) => {
    await system.platform.bus.publish(newEvent({ type, source: 'besteam/players', data }));
    await expect.poll(async () => idle(await system.platform.bus.depth()), { interval: 5 }).toBe(true);
  };
  return {
    ...system,
    players,
    caller,
    nobody: callerWith(''),
    membersOf: (squad) => Promise.all(squad.members.map(({ accountId }) => caller(accountId))),
    tell: (squad) => {
      players.squads.set(squad.squadId, squad);
      return publish('besteam.squad.changed.v1', squad);
    },
    publish,
    async close() {
      await system.close();
      await players.close();
    },
  };
}

export function callerOver(as: typeof fetch, accountId: string, token = ''): Caller {
  return { accountId, token, fetch: as, send: (...request) => send(as, ...request) };
}

function idle(depth: Record<string, { ready: number; retrying: number }>): boolean {
  return Object.entries(depth).every(
    ([queue, { ready, retrying }]) => !queue.startsWith('matches.') || ready + retrying === 0,
  );
}

async function send<T>(
  as: typeof fetch,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<T>> {
  const content = typeof body === 'string' ? body : JSON.stringify(body);
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await as(path, {
    method,
    headers: { ...type, ...headers },
    ...(body === undefined ? {} : { body: content }),
  });
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') && text !== '';
  return {
    status: response.status,
    body: (json ? JSON.parse(text) : text) as T,
    etag: response.headers.get('etag'),
    headers: response.headers,
  };
}

/** The last part of a problem's type. */
export function slug(problem: Pick<Problem, 'type'>): string {
  return problem.type.split('/').at(-1) ?? '';
}

/** Ratings of everybody but oneself: `level` for each player. */
export function ratingsOf(
  squad: SquadSketch,
  accountId: string,
  level: (playerId: string, index: number) => number = () => 3,
): Ballot['ratings'] {
  const own = squad.members.find((member) => member.accountId === accountId)?.playerId;
  const ids = playerIdsOf(squad);
  return Object.fromEntries(
    ids.flatMap((id, index) => (id === own ? [] : [[id, { level: level(id, index) }] as const])),
  );
}
