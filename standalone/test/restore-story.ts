import { createDraw, getMyBallot, getScores, listMatches, putMyBallot } from '@besteam/contracts/matches';
import { getSquad, listMembers } from '@besteam/contracts/players';
import { deleteMyAccount, getMyAccount } from '@besteam/contracts/users';
import { expect } from 'vitest';
import { given, joins, type Person, peopleOf, squadOf } from './people.ts';

/** A Besteam that can be stopped, copied and put back, at one address. */
export interface Restorable {
  origin: string;
  fetch: typeof fetch;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** While it is stopped. */
  backUp(): Promise<void>;
  /** Writes the deletions down where the restore does not reach, while it is stopped. */
  writeDown(): Promise<void>;
  /** Into a fresh place, while it is stopped: what came after the backup is gone. */
  restore(): Promise<void>;
  /** Deletes again who was written down; answers what that says. */
  deleteAgain(): Promise<string>;
}

const POLL = { interval: 50 };

/** A backup, a deletion after it, a loss, a restore: all is as in the backup, and who was deleted is gone again. */
export async function rehearseRestore(besteam: Restorable): Promise<void> {
  await besteam.start();
  const people = peopleOf(besteam);
  const [owner, leaves, stays] = [await people.owner(), await people.guest('Leo'), await people.guest('Sara')];
  const squad = await squadOf(owner, 8);
  const path = { squadId: squad.id };
  const playerIds = squad.players.map(({ id }) => id);
  const rate = async (person: Person, level: number) => {
    const ratings = Object.fromEntries(playerIds.slice(4).map((id) => [id, { level }]));
    given(await putMyBallot({ client: person.matches, path, body: { ratings } }));
  };
  const raters = async () => given(await getSquad({ client: owner.players, path })).activity.raters;
  /** Ballots of players alone: the owner is none. */
  const counted = async () => given(await getScores({ client: owner.matches, path })).raters;
  const matches = async () => given(await listMatches({ client: owner.matches, path })).items;

  await joins(leaves, squad, playerIds[0] ?? '');
  await joins(stays, squad, playerIds[1] ?? '');
  for (const person of [leaves, stays, owner]) await rate(person, 4);
  given(await createDraw({ client: owner.matches, path, body: { playerIds, teams: 2 } }));
  await expect.poll(raters, POLL).toBe(3);
  await expect.poll(counted, POLL).toBe(2);
  const before = await matches();
  await besteam.stop();
  await besteam.backUp();

  await besteam.start();
  expect((await deleteMyAccount({ client: leaves.users })).response?.status).toBe(204);
  await rate(stays, 5);
  given(await createDraw({ client: owner.matches, path, body: { playerIds, teams: 2 } }));
  await expect.poll(raters, POLL).toBe(2);
  await besteam.stop();
  await besteam.writeDown();

  await besteam.restore();
  expect(await besteam.deleteAgain()).toContain('1 accounts are deleted again\n');
  await besteam.start();
  await expect.poll(raters, POLL).toBe(2);
  expect((await getMyAccount({ client: leaves.users })).response?.status).toBe(401);
  const members = given(await listMembers({ client: owner.players, path })).items.map(({ accountId }) => accountId);
  expect(members.toSorted()).toEqual([owner.accountId, stays.accountId].toSorted());
  await expect.poll(counted, POLL).toBe(1);
  // What came after the backup is lost with it; what came before is there.
  const { ratings } = given(await getMyBallot({ client: stays.matches, path }));
  expect(new Set(Object.values(ratings).map(({ level }) => level))).toEqual(new Set([4]));
  expect(await matches()).toEqual(before);
  await besteam.stop();
}
