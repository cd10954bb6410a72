import type { MatchView } from '../../application/get-match.ts';

const DURATION_MS = 90 * 60 * 1000;
const LINE_OCTETS = 75;

/** A match as an iCalendar object (RFC 5545): in UTC, an hour and a half long. */
export function calendarOf({ squad, match, startsAt }: MatchView & { startsAt: string }): string {
  const start = Date.parse(startsAt);
  const { title, place } = match.plan;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Besteam//Matches//EN',
    'BEGIN:VEVENT',
    `UID:${match.matchId}@besteam.example`,
    `SEQUENCE:${match.version}`,
    `DTSTAMP:${utc(Date.parse(match.updatedAt))}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(start + DURATION_MS)}`,
    `SUMMARY:${text(title ? `${squad.name}: ${title}` : squad.name)}`,
    ...(place ? [`LOCATION:${text(place)}`] : []),
    ...(match.status === 'called-off' ? ['STATUS:CANCELLED'] : []),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function utc(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** TEXT values: RFC 5545, 3.3.11. Control characters have no place in them. */
function text(value: string): string {
  return value
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ');
}

/** Lines longer than 75 octets go on in the next, behind a space: RFC 5545, 3.1. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const character of line) {
    const room = parts.length === 0 ? LINE_OCTETS : LINE_OCTETS - 1;
    if (Buffer.byteLength(part + character) > room) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part].join('\r\n ');
}
