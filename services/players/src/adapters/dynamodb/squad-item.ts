import { isKeptOut, roleOf, type Squad } from '../../domain/squad.ts';

/** A squad as it is stored: the document, and beside it what indexes, conditions and the outbox need. */
export interface SquadItem {
  pk: string;
  version: number;
  /** Absent from a tombstone. */
  squad?: Omit<Squad, 'version'>;
  publishedVersion?: number;
  /** Accounts whose "my squads" has to be brought up to date. */
  listing?: Set<string>;
  /** Since when it has been waiting to be published. */
  outboxAt?: string;
  changedAt: string;
  relay?: string;
  relayUntil?: number;
  /** What changed it last, where traces are collected. */
  traceparent?: string;
  /** Which write it was, to recognise one whose answer was lost. */
  writtenBy: string;
}

export function squadOf(item: SquadItem | undefined): Squad | undefined {
  return item?.squad ? { ...item.squad, version: item.version } : undefined;
}

export function documentOf({ version: _, ...document }: Squad): SquadItem['squad'] {
  return document;
}

/** The accounts for whom the squad is something else after this change: in role, claim or name, or shut out. */
export function changedListings(after: Squad | undefined, before: Squad | undefined): Set<string> {
  const accounts = new Set([...knownTo(after), ...knownTo(before)]);
  for (const account of accounts) if (listedAs(after, account) === listedAs(before, account)) accounts.delete(account);
  return accounts;
}

function knownTo(squad: Squad | undefined): string[] {
  return squad ? [...Object.keys(squad.members), ...squad.removed.map(({ accountId }) => accountId)] : [];
}

function listedAs(squad: Squad | undefined, accountId: string): string {
  const member = squad?.members[accountId];
  if (squad && member) return JSON.stringify([squad.name, squad.sport, roleOf(squad, accountId), member.playerId]);
  return squad && isKeptOut(squad, accountId) ? 'kept out' : 'unknown';
}
