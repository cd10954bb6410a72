import { claimantOf, isArchived, type Squad } from './squad.ts';

const HEADER = ['id', 'name', 'positions', 'claimed', 'claimedBy', 'archivedAt'];

/** The players as CSV (RFC 4180), removed ones included. */
export function squadCsv(squad: Squad): string {
  const rows = squad.players.map((player) => {
    const claimant = isArchived(player) ? undefined : claimantOf(squad, player.id);
    return [
      player.id,
      player.name,
      player.positions.join(' '),
      claimant ? 'yes' : 'no',
      claimant?.displayName ?? '',
      player.archivedAt ?? '',
    ];
  });
  return [HEADER, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/**
 * A cell that a spreadsheet takes for nothing but text: what starts like a formula is led in by an apostrophe (OWASP,
 * CSV Injection). So is what follows a semicolon: where that separates cells (in Spain, say), it starts one.
 */
export function cell(text: string): string {
  const harmless = text.replace(/^(?=[=+\-@\t\r])|(?<=;\s*)(?=[=+\-@])/g, "'");
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
