/** A player as somebody typed or pasted him. */
export type PastedPlayer = { name: string; goalkeeper: boolean };

/** A line that gave no player, and why, so that nothing disappears without a word. */
export type LeftOut = { line: string; reason: 'heading' | 'duplicate' | 'present' | 'too-many' };

export type PastedList = { players: PastedPlayer[]; leftOut: LeftOut[] };

const longestName = 40;
const mostPlayers = 60;

/**
 * Reads a list of names the way groups write it in a chat: numbered, with bullets, emojis, "confirmado",
 * a title on top and reserves below. What is no name, or of somebody who is `present` in the squad, is handed back in `leftOut`.
 */
export function readPastedList(text: string, present: string[] = []): PastedList {
  const lines = splitLines(text);
  const firstNumbered = lines.findIndex(isNumbered);
  const numberedList = lines.filter(isNumbered).length >= 3;
  const players: PastedPlayer[] = [];
  const leftOut: LeftOut[] = [];
  const seen = new Set<string>();
  const there = new Set(present.map(foldName));
  lines.forEach((line, index) => {
    const name = cleanName(line);
    if (name === '') return;
    const titleOfList = numberedList && index < firstNumbered;
    if (titleOfList || isHeading(line)) {
      leftOut.push({ line: line.trim(), reason: 'heading' });
    } else if (seen.has(foldName(name))) {
      leftOut.push({ line: name, reason: 'duplicate' });
    } else if (there.has(foldName(name))) {
      leftOut.push({ line: name, reason: 'present' });
    } else if (present.length + players.length >= mostPlayers) {
      leftOut.push({ line: name, reason: 'too-many' });
    } else {
      seen.add(foldName(name));
      players.push({ name, goalkeeper: isGoalkeeper(line) });
    }
  });
  return { players, leftOut };
}

/** The same name for a person reading it: without accents, case and double spaces. */
export function foldName(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** One person a line; somebody who wrote "Ana, Luis, Pepe" in one line meant three. */
function splitLines(text: string): string[] {
  const lines = text
    .normalize('NFC')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const only = lines.length === 1 ? lines[0] : undefined;
  return only !== undefined && /[,;]/.test(only) ? only.split(/[,;]/) : lines;
}

const chatPrefix = /^\s*\[[^\]]*\d[^\]]*\]\s*[^:]{1,40}:\s*/;
const number =
  /^[\s*_~•·\-–—]*(?:#\s*)?\d{1,2}(?:\uFE0F?\u20E3)?(?:\s*(?:[.):º°\]]|[.][-–])|\s*[-–—]|\s|(?<=\u20E3))\s*/u;
const keycap = /^[\s*_~]*(?:\d\uFE0F?\u20E3){1,2}\s*[.)\-–]?\s*/u;
const bullet = /^[\s*_~•·▪◦●○■□‣⁃>»\-–—+.]+/u;
const pictures =
  /(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{RI}✓✔✗✘☑☒]|\uFE0F|\u200D|\u20E3|[\u{E0020}-\u{E007F}])+/gu;

const marks = [
  'confirmad[oa]s?',
  'confirmed?',
  'conf',
  'confirm',
  'ok',
  'okay',
  'vale',
  's[ií]',
  'yes',
  'yep',
  'voy',
  'dentro',
  'in',
  'juega',
  'playing',
  'duda',
  'dudos[oa]',
  'maybe',
  'quiz[aá]s?',
  'tal vez',
  'no',
  'baja',
  'out',
  'no puede',
  'no va',
  "can'?t",
  'suplente',
  'reserva',
  'reserve',
  'sub',
  'pagad[oa]',
  'pag[oó]',
  'paid',
  'por confirmar',
  'tbc',
  'x',
  'portero',
  'portera',
  'arquero',
  'arquera',
  'porter',
  'gk',
  'goalie',
  'goalkeeper',
  'keeper',
  'c',
  'cap',
  'capit[aá]n',
].join('|');
const bracketed = /\s*[([{][^)\]}]*[)\]}]?\s*/g;
const trailingMark = new RegExp(`(?:\\s*[-–—:,/|]\\s*|\\s+)(?:${marks})\\s*[!?.]*$`, 'iu');
const trailingGuest = /\s*\+\s*\d+.*$/;

function cleanName(line: string): string {
  let name = line.replace(chatPrefix, '').replace(keycap, '').replace(number, '').replace(pictures, ' ');
  name = name
    .replace(bullet, '')
    .replace(bracketed, ' ')
    .replace(trailingGuest, '')
    .replace(/[*_~`"“”]/g, '');
  let before: string;
  do {
    before = name;
    name = name.replace(trailingMark, '').replace(/[\s\-–—:.,;!?¿¡/|=]+$/u, '');
  } while (name !== before);
  name = name.replace(/\s+/g, ' ').trim();
  return /\p{L}/u.test(name) ? name.slice(0, longestName).trim() : '';
}

function isNumbered(line: string): boolean {
  const bare = line.replace(chatPrefix, '');
  return number.test(bare) || keycap.test(bare);
}

const headingWords =
  /^(?:lista|list|confirmad[oa]s|confirmed|titulares|suplentes|reservas|reserves|subs|substitutes|jugador(?:es|as)?|players|porteros|goalkeepers|convocatoria|convocad[oa]s|apuntad[oa]s|dudas|bajas|equipo|team|partido|match|waiting list)(?:\s+[a-z]|\s*\d+)?$/u;
const sport = /\b(?:futbol|football|futsal|soccer|padel|basket|volley|voley)|\b\d+-a-side\b|\b\d+\s?(?:vs?|x)\s?\d+\b/;
const timeOrPlace = /\b\d{1,2}(?:[:.]\d{2}|\s?h\b|\s?(?:am|pm)\b)|\bhttps?:/i;

/** "Suplentes", "Confirmados:", "Jueves 21:00": true of titles, never of people. */
function isHeading(line: string): boolean {
  const bare = line.replace(chatPrefix, '');
  return (
    /:\s*$/.test(bare.replace(pictures, '')) ||
    timeOrPlace.test(bare) ||
    sport.test(foldName(bare)) ||
    headingWords.test(foldName(cleanName(bare)))
  );
}

function isGoalkeeper(line: string): boolean {
  return /🧤|\b(?:porter[oa]|arquer[oa]|gk|goalie|goalkeeper|keeper)\b/iu.test(line);
}
