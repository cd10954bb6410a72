import { createDraw, getScores, type Match, putMyBallot } from '@besteam/contracts/matches';
import { addPlayers, createSquad, type Squad } from '@besteam/contracts/players';
import { given, joins, type Person, peopleOf } from '../../standalone/test/people.ts';
import { trustingFetch } from '../../standalone/test/trusting-fetch.ts';
import { NAMES } from './steps.ts';
import { caBundle } from './targets.ts';

/** A squad that is there already, for journeys that begin later; made through the public API. */
export interface ReadySquad {
  squad: Squad;
  owner: Person;
  raters: Person[];
  /** The invitation's address, and the squad's. */
  link: string;
  home: string;
}

/** Who can be anybody, through the API of the program under test. */
export function people(origin: string) {
  const { fetch } = trustingFetch(caBundle());
  return peopleOf({ origin, fetch });
}

/** From so many raters on everybody has been rated by three others, and has a number. */
const NUMBERS_FROM = 4;

/** The squad of the journeys, its first players joined, each with a ballot; from four raters on everybody's number is out. */
export async function readySquad(origin: string, raters = 4): Promise<ReadySquad> {
  const among = people(origin);
  const owner = await among.owner();
  const { id } = given(
    await createSquad({ client: owner.players, body: { name: 'Jueves a las nueve', sport: 'futsal' } }),
  );
  const players = NAMES.map((name) => ({ name }));
  const squad = given(await addPlayers({ client: owner.players, path: { squadId: id }, body: { players } }));
  const guests: Person[] = [];
  for (const player of squad.players.slice(1, raters + 1)) {
    const guest = await among.guest(player.name);
    await joins(guest, squad, player.id);
    guests.push(guest);
  }
  const ready = { squad, owner, raters: guests, link: `${origin}/join/${squad.code}`, home: `${origin}/s/${id}` };
  await everybodyRates(ready);
  // Who reads before matches has heard of all who joined fixes the numbers for a while, until several rate anew.
  while (raters >= NUMBERS_FROM && !(await numbersAreOut(ready))) await everybodyRates(ready);
  return ready;
}

async function everybodyRates({ squad, raters }: ReadySquad): Promise<void> {
  for (const [index, rater] of raters.entries()) await rates(rater, squad, index + 1);
}

/** The player at that place of the squad rates all others. */
async function rates(rater: Person, squad: Squad, place: number): Promise<void> {
  const others = squad.players.filter((_, at) => at !== place);
  const ratings = Object.fromEntries(others.map(({ id }, at) => [id, { level: ((at * 3 + place - 1) % 9) / 2 + 1 }]));
  given(await putMyBallot({ client: rater.matches, path: { squadId: squad.id }, body: { ratings } }));
}

/** The next who has not joined yet does, on a device of his own, and rates. */
export async function anotherRates(origin: string, { squad, raters }: ReadySquad): Promise<void> {
  const place = raters.length + 1;
  const guest = await people(origin).guest();
  await joins(guest, squad, squad.players[place]?.id ?? '');
  await rates(guest, squad, place);
}

async function numbersAreOut({ squad, owner }: ReadySquad): Promise<boolean> {
  const { players } = given(await getScores({ client: owner.matches, path: { squadId: squad.id } }));
  return players.every(({ score }) => score !== undefined);
}

/** Teams of everybody, drawn by the owner through the API. */
export async function drawnMatch(
  { squad, owner }: ReadySquad,
  playerIds = squad.players.map(({ id }) => id),
): Promise<Match> {
  return given(await createDraw({ client: owner.matches, path: { squadId: squad.id }, body: { playerIds, teams: 2 } }));
}
