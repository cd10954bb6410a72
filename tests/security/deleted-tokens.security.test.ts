import { deleteMyAccount } from '@besteam/contracts/users';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { freePort } from '@besteam/service-kit/testing/servers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, peopleOf, squadOf } from '../../standalone/test/people.ts';
import { type Program, startProgram } from '../../standalone/test/program.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let env: { DATA_DIR: string; PORT: string; LOG_LEVEL: string };
let program: Program;
beforeAll(async () => {
  folder = await temporaryFolder();
  env = { DATA_DIR: folder.path, PORT: String(await freePort()), LOG_LEVEL: 'fatal' };
  program = await startProgram(env);
});
afterAll(async () => {
  await program.kill('SIGTERM');
  await folder.remove();
});

/** What the person is answered who makes a squad, looks for squads, and reads what they rated. */
async function statusesOf({ users, players, matches }: Person, squadId: string): Promise<number[]> {
  const asked = [
    users.getConfig().fetch?.('/accounts/me'),
    players.getConfig().fetch?.('/squads'),
    players.getConfig().fetch?.('/squads', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Once more' }),
    }),
    matches.getConfig().fetch?.(`/squads/${squadId}/ballot`),
  ];
  return (await Promise.all(asked)).map((answer) => answer?.status ?? 0);
}

test('the token of a deleted account opens nothing, before and after a restart, while another’s does', async () => {
  const people = peopleOf({ origin: program.origin, fetch: (input, init) => program.fetch(input, init) });
  const [gone, stays] = [await people.owner('Ana'), await people.owner('Olga')];
  const [squad, other] = [await squadOf(gone, 2), await squadOf(stays, 2)];
  expect(await statusesOf(gone, squad.id)).toEqual([200, 200, 201, 200]);
  await deleteMyAccount({ client: gone.users, throwOnError: true });
  await expect.poll(() => statusesOf(gone, squad.id), { timeout: 20_000 }).toEqual([401, 401, 401, 401]);

  await program.kill('SIGKILL');
  program = await startProgram(env);
  expect(await statusesOf(gone, squad.id)).toEqual([401, 401, 401, 401]);
  expect(await statusesOf(stays, other.id)).toEqual([200, 200, 201, 200]);
});
