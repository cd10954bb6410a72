import type { Ballot } from '../../../services/matches/src/domain/ballot.ts';
import type { Squad } from '../../../services/matches/src/domain/squad.ts';
import type { Commit } from '../store/table.ts';

/** What no write of the matches service may ever break. */
export function* wrongMatchesWrite(commit: Commit, squadIsDeleted: (squadId: string) => boolean): Generator<string> {
  const { key, before, after } = commit;
  const [pk = '', sk = ''] = key.split(' ');
  if (!pk.startsWith('SQUAD#')) return;
  const squadId = pk.slice('SQUAD#'.length);
  if (!after) {
    if (!squadIsDeleted(squadId)) yield `${key} vanished though its squad is there`;
    return;
  }
  const steps = Number(after['version']) - Number(before?.['version'] ?? 0);
  const changed = before?.['doc'] !== after['doc'];
  if (before && before['doc'] === undefined && changed) yield `${key} came back after its deletion`;
  if (sk === 'REPLICA') {
    if (changed && before && steps <= 0)
      yield `${key} went back from version ${before['version']} to ${after['version']}`;
    if (typeof after['doc'] === 'string') yield* wrongReplica(key, JSON.parse(after['doc']) as Squad);
    return;
  }
  const absentBefore = before === undefined && after['doc'] === undefined;
  if (absentBefore || (steps !== 1 && (changed || steps !== 0)))
    yield `${key} went from version ${before?.['version'] ?? 0} to ${after['version']}, not by one write after the other`;
  if (sk.startsWith('BALLOT#') && typeof after['doc'] === 'string') {
    const ballot = JSON.parse(after['doc']) as Ballot;
    if (`BALLOT#${ballot.accountId}` !== sk || ballot.squadId !== squadId)
      yield `${key} has the ballot of ${ballot.accountId}: a second one`;
  }
}

function* wrongReplica(key: string, { members }: Squad): Generator<string> {
  const claims = members.flatMap(({ playerId }) => playerId ?? []);
  if (new Set(claims).size < claims.length) yield `${key}: two members claim one player`;
}
