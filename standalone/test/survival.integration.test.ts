import { createDraw, getMyBallot, listMatches, putMyBallot } from '@besteam/contracts/matches';
import { getSquad } from '@besteam/contracts/players';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { freePort } from '@besteam/service-kit/testing/servers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { given, joins, type Person, peopleOf, squadOf } from './people.ts';
import { type Program, startProgram } from './program.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let program: Program;
let env: { DATA_DIR: string; PORT: string };
beforeAll(async () => {
  folder = await temporaryFolder();
  env = { DATA_DIR: folder.path, PORT: String(await freePort()) };
  program = await startProgram(env);
});
afterAll(async () => {
  await program.kill('SIGTERM');
  await folder.remove();
});

test('a second program on the same data is refused in one line', async () => {
  const refused = await startProgram({ ...env, PORT: String(await freePort()) }).then(
    () => 'started',
    (error: Error) => error.message,
  );
  expect(refused).toBe(`DATA_DIR: another Besteam is running on ${env.DATA_DIR} already`);
});

test('what was acknowledged before a kill -9 is there afterwards, and its events arrive', async () => {
  const people = peopleOf({ origin: program.origin, fetch: (input, init) => program.fetch(input, init) });
  const owner = await people.owner();
  const squad = await squadOf(owner, 6);
  const raters: Person[] = [];
  for (const { id } of squad.players.slice(0, 4)) {
    const guest = await people.guest();
    await joins(guest, squad, id);
    raters.push(guest);
  }
  const playerIds = squad.players.map(({ id }) => id);
  given(await createDraw({ client: owner.matches, path: { squadId: squad.id }, body: { playerIds, teams: 2 } }));

  const acknowledged = new Map<Person, number>();
  const rating = Promise.allSettled(raters.map((rater, index) => rateUntilRefused(rater, index)));
  await expect.poll(() => acknowledged.size, { interval: 5 }).toBe(raters.length);
  await program.kill('SIGKILL');
  await rating;
  program = await startProgram(env);

  for (const [rater, level] of acknowledged) {
    const { ratings } = given(await getMyBallot({ client: rater.matches, path: { squadId: squad.id } }));
    const found = Object.values(ratings)[0]?.['level'];
    expect([level, next(level)], `the ballot of ${rater.accountId}`).toContain(found);
  }
  expect(given(await listMatches({ client: owner.matches, path: { squadId: squad.id } })).items).toHaveLength(1);
  await expect
    .poll(async () => given(await getSquad({ client: owner.players, path: { squadId: squad.id } })).activity.raters, {
      timeout: 15_000,
    })
    .toBe(raters.length);

  async function rateUntilRefused(rater: Person, index: number): Promise<void> {
    const other = squad.players[5]?.id ?? '';
    for (let level = index % 2 === 0 ? 0 : 2.5; ; level = next(level)) {
      given(
        await putMyBallot({
          client: rater.matches,
          path: { squadId: squad.id },
          body: { ratings: { [other]: { level } } },
        }),
      );
      acknowledged.set(rater, level);
    }
  }
});

/** The level tried after this one: it may have been saved although its answer never came. */
function next(level: number): number {
  return level === 5 ? 0 : level + 0.5;
}

test('SIGTERM ends it cleanly within ten seconds', async () => {
  const other = await startProgram({ DATA_DIR: `${folder.path}/other`, PORT: String(await freePort()) });
  const began = performance.now();
  expect(await other.kill('SIGTERM')).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);
});
