import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT, aSquad } from '../../test/squad-builder.ts';
import { settled } from './accounts.ts';
import { answerClaimRequest, claimPlayer, releasePlayer, requestClaim } from './claims.ts';
import { LIMITS } from './limits.ts';
import { handOver, join, leave, readmit, removeMember, setRole } from './membership.ts';
import { nameKey } from './names.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { addPlayers, archivePlayer, changePlayer } from './roster.ts';
import { changeSettings } from './settings.ts';
import { activePlayer, activePlayers, isKeptOut, type Squad } from './squad.ts';

type Step = (squad: Squad) => Squad | Refusal;

const account = fc.constantFrom('owner', 'a', 'b', 'c', 'd');
const player = fc.constantFrom('p0', 'p1', 'p2', 'p3');
const name = fc.constantFrom('Leo', 'leo ', 'Léo', 'Bea', 'Eva');
const kind = fc.constantFrom('guest' as const, 'registered' as const);
const role = fc.constantFrom('organiser' as const, 'member' as const);
const now = Date.parse(AT);

/** Anything anybody may ask for, and any news of an account. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(account, player, name).map(
    ([by, id, called]): Step =>
      (s) =>
        addPlayers(s, by, [{ id, name: called }]),
  ),
  fc.tuple(account, player, name).map(
    ([by, id, called]): Step =>
      (s) =>
        changePlayer(s, by, id, { name: called }),
  ),
  fc.tuple(account, player).map(
    ([by, id]): Step =>
      (s) =>
        changePlayer(s, by, id, { archived: false }),
  ),
  fc.tuple(account, player).map(
    ([by, id]): Step =>
      (s) =>
        archivePlayer(s, by, id, AT),
  ),
  fc.tuple(account, kind, fc.option(player, { nil: undefined })).map(
    ([accountId, is, playerId]): Step =>
      (s) =>
        join(s, { accountId, kind: is, playerId }, AT),
  ),
  account.map(
    (by): Step =>
      (s) =>
        leave(s, by),
  ),
  fc.tuple(account, player).map(
    ([by, id]): Step =>
      (s) =>
        claimPlayer(s, by, id, AT),
  ),
  fc.tuple(account, player).map(
    ([by, id]): Step =>
      (s) =>
        releasePlayer(s, by, id),
  ),
  fc.tuple(account, player).map(
    ([by, id]): Step =>
      (s) =>
        requestClaim(s, by, id, AT),
  ),
  fc.tuple(account, account, player, fc.boolean()).map(
    ([by, accountId, playerId, accept]): Step =>
      (s) =>
        answerClaimRequest(s, by, { accountId, playerId, accept }),
  ),
  fc.tuple(account, account).map(
    ([by, whom]): Step =>
      (s) =>
        removeMember(s, by, whom, AT),
  ),
  fc.tuple(account, account).map(
    ([by, whom]): Step =>
      (s) =>
        readmit(s, by, whom),
  ),
  fc.tuple(account, account, role).map(
    ([by, whom, to]): Step =>
      (s) =>
        setRole(s, by, whom, to),
  ),
  fc.tuple(account, account).map(
    ([by, whom]): Step =>
      (s) =>
        handOver(s, by, whom),
  ),
  fc.tuple(account, fc.boolean()).map(
    ([by, approveClaims]): Step =>
      (s) =>
        changeSettings(s, by, { rules: { approveClaims } }),
  ),
  fc.tuple(account, kind, name).map(
    ([who, is, displayName]): Step =>
      (s) =>
        settled(s, who, { kind: is, displayName }, now),
  ),
  account.map(
    (who): Step =>
      (s) =>
        settled(s, who, { deleted: true }, now),
  ),
  fc
    .tuple(account, account)
    .filter(([from, into]) => from !== into)
    .map(
      ([from, mergedInto]): Step =>
        (s) =>
          s.ownerId === from ? s : settled(s, from, { mergedInto }, now),
    ),
);

function expectSound(squad: Squad): void {
  const members = Object.entries(squad.members);
  const claims = members.flatMap(([, { playerId }]) => playerId ?? []);
  expect(new Set(claims).size, 'one member per player').toBe(claims.length);
  for (const [key, member] of members) {
    expect(member.accountId).toBe(key);
    expect(isKeptOut(squad, key), 'nobody is in and kept out').toBe(false);
    expect(member.playerId !== undefined && member.request !== undefined, 'who is a player asks for none').toBe(false);
    for (const id of [member.playerId, member.request?.playerId]) {
      if (id !== undefined) expect(activePlayer(squad, id), 'claims are of players in the squad').toBeDefined();
    }
  }
  const owner = squad.members[squad.ownerId];
  if (squad.endsAt === undefined) expect(owner, 'a squad has an owner, or an end').toMatchObject({ organiser: false });
  else expect(owner).toBeUndefined();
  const names = activePlayers(squad).map((one) => nameKey(one.name));
  expect(new Set(names).size, 'names are unique').toBe(names.length);
  expect(new Set(squad.players.map(({ id }) => id)).size, 'ids are unique').toBe(squad.players.length);
  expect(activePlayers(squad).length).toBeLessThanOrEqual(LIMITS.players);
  expect(new Set(squad.removed.map((one) => one.accountId)).size).toBe(squad.removed.length);
}

describe('a squad', () => {
  it('is sound after any steps of anybody in any order', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let squad = aSquad();
        for (const take of steps) {
          const next = take(squad);
          if (!isRefusal(next)) squad = next;
          expectSound(squad);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('does not change by what is refused, nor by doing the same thing twice', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), step, (steps, again) => {
        let squad = aSquad();
        for (const take of steps) {
          const next = take(Object.freeze(squad));
          if (!isRefusal(next)) squad = next;
        }
        const once = again(squad);
        if (isRefusal(once)) return;
        const twice = again(once);
        if (!isRefusal(twice)) expect(twice).toEqual(once);
      }),
      { numRuns: 1000 },
    );
  });
});
