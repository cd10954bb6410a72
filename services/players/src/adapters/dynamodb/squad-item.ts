import type { Squad } from '../../domain/squad.ts';

/** A squad as it is stored: the document, and beside it what indexes, conditions and the outbox need. */
export interface SquadItem {
  pk: string;
  version: number;
  /** Absent from a tombstone. */
  squad?: Omit<Squad, 'version'>;
  publishedVersion?: number;
  /** Accounts whose "my squads" has to be brought up to date. */
  listing?: Set<string>;
  changedAt: string;
  /** Which write it was, to recognise one whose answer was lost. */
  writtenBy: string;
}

export function squadOf(item: SquadItem | undefined): Squad | undefined {
  return item?.squad ? { ...item.squad, version: item.version } : undefined;
}

export function documentOf({ version: _, ...document }: Squad): SquadItem['squad'] {
  return document;
}

/** The accounts for whom "my squads" reads differently after this change. */
export function changedListings(after: Squad | undefined, before: Squad | undefined): Set<string> {
  const accounts = new Set([...Object.keys(after?.members ?? {}), ...Object.keys(before?.members ?? {})]);
  if (after && before && after.name === before.name && after.sport === before.sport) {
    for (const account of accounts)
      if (listedAs(after, account) === listedAs(before, account)) accounts.delete(account);
  }
  return accounts;
}

function listedAs(squad: Squad, accountId: string): string {
  const member = squad.members[accountId];
  return member ? `${squad.ownerId === accountId} ${member.organiser} ${member.playerId}` : '';
}
