import { setTimeout as after } from 'node:timers/promises';
import { createDraw, getMatch, getMyBallot, putMyBallot } from '@besteam/contracts/matches';
import { getSquad } from '@besteam/contracts/players';
import { openSession, requestPasswordReset } from '@besteam/contracts/users';
import { given, joins, type Person, peopleOf, squadOf } from '../../standalone/test/people.ts';

const NEWS_WITHIN_MS = 30_000;

export interface Done {
  owner: Person;
  raters: Person[];
  squadId: string;
  matchId: string;
}

interface Way {
  origin: string;
  fetch: typeof fetch;
  /** Where taken messages are listed. */
  mail: string;
}

/** The main job through the public API over HTTPS: register, a squad, friends join as guests and rate, teams are drawn. */
export async function mainJob({ origin, fetch: trusting, mail }: Way): Promise<Done> {
  const people = peopleOf({ origin, fetch: trusting });
  const owner = await people.owner();
  const squad = await squadOf(owner, 10);
  const path = { squadId: squad.id };
  const raters: Person[] = [];
  for (const { id } of squad.players.slice(0, 3)) {
    const guest = await people.guest();
    await joins(guest, squad, id);
    raters.push(guest);
  }
  for (const [index, rater] of raters.entries()) {
    given(await putMyBallot({ client: rater.matches, path, body: { ratings: opinions(squad.players, index) } }));
  }
  const playerIds = squad.players.map(({ id }) => id);
  const match = given(await createDraw({ client: owner.matches, path, body: { playerIds, teams: 2 } }));
  await eventually('the ballots are news to players, over RabbitMQ', async () => {
    const { activity } = given(await getSquad({ client: owner.players, path }));
    return activity.raters === raters.length;
  });
  const email = owner.credentials?.email ?? '';
  await requestPasswordReset({ client: owner.users, body: { email, language: 'en' } });
  await eventually('the message with the new password arrives', async () =>
    (await (await fetch(mail)).text()).includes(email),
  );
  return { owner, raters, squadId: squad.id, matchId: match.id };
}

/** After everything was stopped and started: what was acknowledged is there, and old tokens still open it. */
export async function stillThere({ origin, fetch: trusting }: Way, done: Done): Promise<void> {
  const path = { squadId: done.squadId };
  given(await openSession({ client: done.owner.users, body: credentialsOf(done.owner) }));
  const squad = given(await getSquad({ client: done.owner.players, path }));
  demand(squad.players.filter(({ claimed }) => claimed).length === done.raters.length, 'claims are lost');
  for (const [index, rater] of done.raters.entries()) {
    const { ratings } = given(await getMyBallot({ client: rater.matches, path }));
    demand(
      JSON.stringify(sorted(ratings)) === JSON.stringify(sorted(opinions(squad.players, index))),
      'a ballot is lost',
    );
  }
  const match = given(await getMatch({ client: done.owner.matches, path: { ...path, matchId: done.matchId } }));
  demand(match.status === 'drawn' && match.draw?.teams.length === 2, 'the draw is lost');
  const newcomer = await peopleOf({ origin, fetch: trusting }).guest();
  demand(newcomer.accountId !== '', 'nobody new gets in');
}

function opinions(players: { id: string }[], rater: number) {
  return Object.fromEntries(
    players.filter((_, i) => i !== rater).map(({ id }, i) => [id, { level: 1 + ((i + rater) % 8) / 2 }]),
  );
}

const sorted = (record: object) => Object.entries(record).sort(([a], [b]) => a.localeCompare(b));

function credentialsOf({ credentials }: Person) {
  if (credentials === undefined) throw new Error('an owner has credentials');
  return credentials;
}

function demand(met: boolean, complaint: string): void {
  if (!met) throw new Error(complaint);
}

async function eventually(what: string, is: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + NEWS_WITHIN_MS;
  while (!(await is())) {
    if (performance.now() > deadline) throw new Error(`not so after ${NEWS_WITHIN_MS} ms: ${what}`);
    await after(100);
  }
}
