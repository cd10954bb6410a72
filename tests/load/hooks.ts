import { type Listening, listenTo } from './listening.ts';

/** What Artillery keeps of a virtual user: here, of one squad's evening. */
interface Evening {
  vars: {
    target: string;
    /** Friends share an address; another squad has another one. */
    address: string;
    owner: string;
    squadId: string;
    players: { id: string }[];
    ballots: number;
    draws: number;
    drawSentAt: number;
    [guest: `guest${number}`]: string;
  };
  listening?: Listening[];
}
interface Sent {
  as?: 'owner' | number;
  makes?: string;
  name: string;
  headers?: Record<string, string>;
  json?: object;
}
interface Metrics {
  emit(kind: 'histogram', name: string, milliseconds: number): void;
}

const HEARD_MS = 5000;
const octet = () => Math.floor(Math.random() * 256);

export async function meet({ vars }: Evening): Promise<void> {
  vars.address = `10.${octet()}.${octet()}.${octet()}`;
  vars.ballots = 0;
  vars.draws = 0;
}

/** Gives a request its sender and its body. */
export async function prepare(request: Sent, { vars }: Evening): Promise<void> {
  const token = tokenOf(vars, request.as);
  request.headers = { 'x-forwarded-for': vars.address, ...(token && { authorization: `Bearer ${token}` }) };
  const make = request.makes === undefined ? undefined : BODIES[request.makes];
  if (make) request.json = make(vars, Number(request.as));
  if (request.name !== 'createDraw' && request.name !== 'drawMatch') return;
  vars.draws += 1;
  vars.drawSentAt = performance.now();
}

const BODIES: Record<string, (vars: Evening['vars'], guest: number) => object> = {
  account: () => ({
    email: `${crypto.randomUUID()}@example.org`,
    password: 'five-a-side-on-thursdays',
    displayName: 'Ana',
  }),
  squad: () => ({ name: 'Thursday futsal', sport: 'futsal' }),
  players: () => ({ players: Array.from({ length: 14 }, (_, index) => ({ name: `Player ${index + 1}` })) }),
  guest: () => ({ displayName: 'Leo' }),
  claim: ({ players }, guest) => ({ playerId: players[guest]?.id }),
  ballot: (vars, guest) => ({ ratings: ratings(vars, guest) }),
  draw: ({ players }) => ({ playerIds: players.map(({ id }) => id), teams: 2 }),
};

/** Everyone but oneself, every time a little otherwise. */
function ratings(vars: Evening['vars'], guest: number): object {
  vars.ballots += 1;
  const others = vars.players.filter((_, index) => index !== guest);
  return Object.fromEntries(others.map(({ id }, index) => [id, { level: ((index + vars.ballots) % 11) / 2 }]));
}

export async function listen(evening: Evening, metrics: Metrics): Promise<void> {
  const { vars } = evening;
  const url = `${vars.target}/api/matches/v1/squads/${vars.squadId}/events`;
  const heard = () => metrics.emit('histogram', 'live.draw_heard', performance.now() - vars.drawSentAt);
  evening.listening = await Promise.all(
    vars.players.map((_, guest) =>
      listenTo(url, { 'x-forwarded-for': vars.address, authorization: `Bearer ${tokenOf(vars, guest)}` }, heard),
    ),
  );
}

/** Until every listener knows of the newest draw. */
export async function everyoneHears({ vars, listening = [] }: Evening): Promise<void> {
  await Promise.all(listening.map((one) => one.hears(vars.draws, HEARD_MS)));
}

export async function leave({ listening = [] }: Evening): Promise<void> {
  for (const one of listening) one.close();
}

function tokenOf(vars: Evening['vars'], as: Sent['as']): string | undefined {
  return typeof as === 'number' ? vars[`guest${as}`] : as && vars[as];
}
