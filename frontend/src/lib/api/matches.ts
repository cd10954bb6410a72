import type {
  AttendanceStatus,
  Insights,
  Match,
  MatchChange,
  MatchPage,
  NewDraw,
  NewMatch,
  Proof,
  Redraw,
  Replacement,
  Scores,
  SwapPreviews,
} from '@besteam/contracts/matches';
import * as matches from '@besteam/contracts/matches';
import { createClient, createConfig } from '@besteam/contracts/matches/client';
import { answered } from './answered.ts';
import { patientFetch } from './session.svelte.ts';

/** Also for what few screens ask of the service (ballot.ts). */
export const client = createClient(createConfig({ baseUrl: '/api/matches/v1', fetch: patientFetch }));

type MatchPath = { squadId: string; matchId: string };

/** The levels, as far as this squad shows them. */
export async function getScores(squadId: string): Promise<Scores['players']> {
  return (await answered(matches.getScores({ client, path: { squadId } }))).players;
}

/** The main job in one call: a match with its first draw. */
export const createDraw = (squadId: string, draw: NewDraw, key: string): Promise<Match> =>
  answered(matches.createDraw({ client, path: { squadId }, body: draw, headers: { 'Idempotency-Key': key } }));

export const planMatch = (squadId: string, match: NewMatch, key: string): Promise<Match> =>
  answered(matches.planMatch({ client, path: { squadId }, body: match, headers: { 'Idempotency-Key': key } }));

/** The squad's matches, the latest first, fifty at a time. */
export const listMatches = (squadId: string, cursor?: string): Promise<MatchPage> =>
  answered(
    matches.listMatches({ client, path: { squadId }, query: { limit: 50, ...(cursor !== undefined && { cursor }) } }),
  );

export const getMatch = (path: MatchPath): Promise<Match> => answered(matches.getMatch({ client, path }));

/** Changes the plan: what is left out stays, null takes away. */
export const updateMatch = (path: MatchPath, change: MatchChange): Promise<Match> =>
  answered(matches.updateMatch({ client, path, body: change }));

export const deleteMatch = (path: MatchPath) => answered(matches.deleteMatch({ client, path }));

/** Another draw of the same match: what is left out is as in the draw before. */
export const drawAgain = (path: MatchPath, change: Redraw): Promise<Match> =>
  answered(matches.drawMatch({ client, path, body: change }));

export const lockMatch = (path: MatchPath, locked: boolean): Promise<Match> =>
  answered(matches.lockMatch({ client, path, body: { locked } }));

export const setAttendance = (path: MatchPath & { playerId: string }, status: AttendanceStatus): Promise<Match> =>
  answered(matches.setAttendance({ client, path, body: { status } }));

export async function previewSwaps(path: MatchPath): Promise<SwapPreviews['swaps']> {
  return (await answered(matches.previewSwaps({ client, path }))).swaps;
}

export const swapPlayers = (path: MatchPath, a: string, b: string): Promise<Match> =>
  answered(matches.swapPlayers({ client, path, body: { a, b } }));

/** Somebody drops out, somebody may come instead; the fewest change team. */
export const replacePlayer = (path: MatchPath, out: string, comes: Omit<Replacement, 'out'> = {}): Promise<Match> =>
  answered(matches.replacePlayer({ client, path, body: { out, ...comes } }));

export const recordResult = (path: MatchPath, scores: number[], even?: boolean): Promise<Match> =>
  answered(matches.recordResult({ client, path, body: even === undefined ? { scores } : { scores, even } }));

export const getProof = (path: MatchPath): Promise<Proof> => answered(matches.getProof({ client, path }));

export const getCalendar = (path: MatchPath): Promise<string> =>
  answered(matches.getCalendar({ client, path, parseAs: 'text' }));

export const getInsights = (squadId: string): Promise<Insights> =>
  answered(matches.getInsights({ client, path: { squadId } }));
