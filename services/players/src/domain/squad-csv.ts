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
 * A cell that a spreadsheet takes for nothing but text: one that starts like a formula is led in by an apostrophe
 * (OWASP, CSV Injection).
 */
export function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
