import { setTimeout as after } from 'node:timers/promises';
import { createDraw, putMyBallot } from '@besteam/contracts/matches';
import type { Squad } from '@besteam/contracts/players';
import { given, joins, type Person, type peopleOf, squadOf } from '../../standalone/test/people.ts';
import { ballotOf } from './numbered-ballots.ts';

const RATERS = 6;
const FIRST_PLAYERS = 12;
/** Players that nobody plays as yet: one for each friend who joins under load. */
const SPARE_PLAYERS = 38;
const REST_MS = { rating: 40, drawing: 500, joining: 1500, failed: 100 };

/** What the system acknowledged, written down apart from it. */
export interface Ledger {
  owner: Person;
  squad: Squad;
  /** By rater: the numbers of the last ballot that was acknowledged and of the last that was tried. */
  ballots: Map<Person, { acknowledged: number; tried: number }>;
  /** Whether the owner rated too, who is not among the raters. */
  ownerRates: boolean;
  matches: Set<string>;
  drawsTried: number;
  members: { person: Person; playerId: string }[];
  requests: number;
  acknowledged: number;
  failures: Map<string, number>;
  /** When each kind of work last succeeded. */
  lastSuccess: Record<'rating' | 'drawing' | 'joining', number>;
}

export interface Load {
  ledger: Ledger;
  stop(): Promise<void>;
}

/** Friends rate, draw and join without a break, and try again when they are refused. */
export async function startLoad(people: ReturnType<typeof peopleOf>): Promise<Load> {
  const owner = await people.owner();
  const squad = await squadOf(owner, FIRST_PLAYERS + SPARE_PLAYERS);
  const ledger: Ledger = {
    owner,
    squad,
    ballots: new Map(),
    ownerRates: false,
    matches: new Set(),
    drawsTried: 0,
    members: [],
    requests: 0,
    acknowledged: 0,
    failures: new Map(),
    lastSuccess: { rating: 0, drawing: 0, joining: 0 },
  };
  const path = { squadId: squad.id };
  const playerIds = squad.players.slice(0, FIRST_PLAYERS).map(({ id }) => id);
  let stopped = false;

  const again = async (kind: keyof Ledger['lastSuccess'], work: () => Promise<void>) => {
    while (!stopped) {
      ledger.requests += 1;
      const failure = await work().then(
        () => undefined,
        (error: unknown) => error ?? 'unknown',
      );
      if (failure === undefined) {
        ledger.acknowledged += 1;
        ledger.lastSuccess[kind] = performance.now();
      } else count(ledger.failures, `${kind}: ${reasonOf(failure)}`);
      await after(failure === undefined ? REST_MS[kind] : REST_MS.failed);
    }
  };

  const rate = (rater: Person) => {
    const book = { acknowledged: 0, tried: 0 };
    ledger.ballots.set(rater, book);
    return again('rating', async () => {
      book.tried += 1;
      const number = book.tried;
      const ratings = ballotOf(number, playerIds.slice(RATERS));
      given(await putMyBallot({ client: rater.matches, path, body: { ratings } }));
      book.acknowledged = number;
    });
  };
  const raters: Person[] = [];
  for (const playerId of playerIds.slice(0, RATERS)) {
    const person = await people.guest();
    await joins(person, squad, playerId);
    raters.push(person);
    ledger.members.push({ person, playerId });
  }
  const spare = squad.players.slice(FIRST_PLAYERS).map(({ id }) => id);
  const working = Promise.all([
    ...raters.map(rate),
    again('drawing', async () => {
      ledger.drawsTried += 1;
      const match = given(await createDraw({ client: owner.matches, path, body: { playerIds, teams: 2 } }));
      ledger.matches.add(match.id);
    }),
    again('joining', async () => {
      const person = await people.guest();
      const playerId = spare[0];
      if (playerId === undefined) return;
      spare.shift();
      await joins(person, squad, playerId);
      ledger.members.push({ person, playerId });
    }),
  ]);
  return {
    ledger,
    async stop() {
      stopped = true;
      await working;
    },
  };
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /"title":"([^"]+)"/.exec(text)?.[1] ?? text.slice(0, 120);
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
