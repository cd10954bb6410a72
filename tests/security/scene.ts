import { createDraw } from '@besteam/contracts/matches';
import { given, joins, type Person, type peopleOf, squadOf } from '../../standalone/test/people.ts';

/** A squad with a drawn match, and everybody who may or may not touch it. */
export interface Scene {
  /** The owner, a guest who is a player, one who only joined, and a stranger. */
  people: Person[];
  ids: Record<string, string[]>;
}

export async function newScene(people: ReturnType<typeof peopleOf>): Promise<Scene> {
  const owner = await people.owner();
  const squad = await squadOf(owner, 8);
  const [player, looker, stranger] = [await people.guest('Leo'), await people.guest('Eva'), await people.guest('Mar')];
  await joins(player, squad, squad.players[0]?.id ?? '');
  await joins(looker, squad, squad.players[1]?.id ?? '');
  const playerIds = squad.players.map(({ id }) => id);
  const match = given(
    await createDraw({ client: player.matches, path: { squadId: squad.id }, body: { playerIds, teams: 2 } }),
  );
  return {
    people: [owner, player, looker, stranger],
    ids: {
      squadId: [squad.id],
      playerId: playerIds,
      matchId: [match.id],
      code: [squad.code],
      accountId: [owner, player, looker, stranger].map(({ accountId }) => accountId),
    },
  };
}
