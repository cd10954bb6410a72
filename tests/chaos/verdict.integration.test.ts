import { deleteMatch, putMyBallot } from '@besteam/contracts/matches';
import { leaveSquad } from '@besteam/contracts/players';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { freePort } from '@besteam/service-kit/testing/servers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { peopleOf } from '../../standalone/test/people.ts';
import { type Program, startProgram } from '../../standalone/test/program.ts';
import { startLoad } from './load.ts';
import { ballotOf } from './numbered-ballots.ts';
import { judge } from './verdict.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let program: Program;
beforeAll(async () => {
  folder = await temporaryFolder();
  program = await startProgram({
    DATA_DIR: folder.path,
    PORT: String(await freePort()),
    RATE_LIMIT_ADDRESS: '1000000',
    RATE_LIMIT_ACCOUNT: '1000000',
  });
});
afterAll(async () => {
  await program?.kill('SIGTERM');
  await folder?.remove();
});

it('finds nothing where nothing is lost, and everything that was taken away behind its back', async () => {
  const load = await startLoad(peopleOf(program));
  const { ledger } = load;
  const busy = () =>
    ledger.matches.size > 0 && [...ledger.ballots.values()].every(({ acknowledged }) => acknowledged > 1);
  await expect.poll(busy).toBe(true);
  await load.stop();
  expect(await judge(ledger)).toEqual({ lost: [], duplicated: [] });
  const { owner, squad, matches, ballots, members } = ledger;
  const path = { squadId: squad.id };
  const [matchId = ''] = matches;
  await deleteMatch({ client: owner.matches, path: { ...path, matchId } });
  const [[rater, book] = expect.fail('nobody rated')] = ballots;
  const older = ballotOf(
    book.acknowledged - 1,
    squad.players.slice(6, 12).map(({ id }) => id),
  );
  await putMyBallot({ client: rater.matches, path, body: { ratings: older } });
  const last = members.at(-1) ?? expect.fail('nobody joined');
  await leaveSquad({ client: last.person.players, path });
  const { lost } = await judge(ledger).catch((error: unknown) => ({ lost: [String(error)] }));
  expect(lost.join('\n')).toContain(matchId);
  expect(lost.join('\n')).toContain(`the ballot of ${rater.accountId}`);
  expect(lost.join('\n')).toContain(last.person.accountId);
});
