import type { Random } from '../kernel/random.ts';
import { beginsAsGuest, deletesAccount, registers, renames, signsIn } from './account-deeds.ts';
import { changesMatch, deletesMatch, draws, plans, rates } from './match-deeds.ts';
import { actor, type KnownSquad, type Person, type Scene } from './person.ts';
import { addsPlayers, claims, deletesSquad, founds, joins, takesAway } from './squad-deeds.ts';

type Deed = (scene: Scene, person: Person, squad: KnownSquad) => Promise<void>;

const membership = (squadId: string, accountId: string) => [
  `member ${squadId} ${accountId}`,
  `claim ${squadId} ${accountId}`,
];
const claim = (squadId: string, accountId: string) => [`claim ${squadId} ${accountId}`];
const nothing = () => [];
/** Whom and what a deed is about is chosen before it travels: the same seed, the same deed. */
const anyPlayer = (scene: Scene, known: KnownSquad) => scene.world.kernel.random.pick([...known.playerIds, 'nobody']);
const anyMember = (scene: Scene, known: KnownSquad) => scene.world.kernel.random.pick([...known.memberIds, 'nobody']);

/** Everything people do to squads, and how often. */
const DEEDS: [often: number, Deed][] = [
  [3, joins],
  [6, rates],
  [2, claims],
  [2, addsPlayers],
  [2, draws],
  [1, plans],
  [2, changesMatch],
  [0.5, deletesMatch],
  [0.1, deletesSquad],
  [1, renames],
  [0.5, signsIn],
  [0.15, deletesAccount],
  [0.5, founds],
  [
    0.3,
    takesAway('releases a player', claim, (_, known, scene) => {
      const playerId = anyPlayer(scene, known);
      return ({ useCases }, caller) => useCases.releasePlayer({ caller, squadId: known.id, playerId });
    }),
  ],
  [
    0.3,
    takesAway('removes a player', claim, (_, known, scene) => {
      const playerId = anyPlayer(scene, known);
      return ({ useCases }, caller) => useCases.removePlayer({ caller, squadId: known.id, playerId });
    }),
  ],
  [
    0.3,
    takesAway('asks for a player', nothing, (_, known, scene) => {
      const playerId = anyPlayer(scene, known);
      return ({ useCases }, caller) => useCases.requestClaim({ caller, squadId: known.id, playerId });
    }),
  ],
  [
    0.4,
    takesAway('answers a request', claim, (_, known, scene) => {
      const answer = { playerId: anyPlayer(scene, known), accountId: anyMember(scene, known), accept: true };
      return ({ useCases }, caller) => useCases.answerClaimRequest({ caller, squadId: known.id, ...answer });
    }),
  ],
  [
    0.3,
    takesAway(
      'leaves',
      membership,
      (_, known) =>
        ({ useCases }, caller) =>
          useCases.leaveSquad({ caller, squadId: known.id }),
    ),
  ],
  [
    0.2,
    takesAway('removes a member', membership, (_, known, scene) => {
      const accountId = anyMember(scene, known);
      return ({ useCases }, caller) => useCases.removeMember({ caller, squadId: known.id, accountId });
    }),
  ],
  [
    0.4,
    takesAway('gives a role', nothing, (_, known, scene) => {
      const accountId = anyMember(scene, known);
      return ({ useCases }, caller) =>
        useCases.setMemberRole({ caller, squadId: known.id, accountId, role: 'organiser' });
    }),
  ],
  [
    0.2,
    takesAway('hands the squad over', nothing, (_, known, scene) => {
      const accountId = anyMember(scene, known);
      return ({ useCases }, caller) => useCases.transferOwnership({ caller, squadId: known.id, accountId });
    }),
  ],
  [
    0.4,
    takesAway('changes the rules', nothing, (_, known, scene) => {
      const rules = {
        approveClaims: scene.world.kernel.random.chance(0.3),
        raters: scene.world.kernel.random.pick(['players', 'anyone'] as const),
      };
      return ({ useCases }, caller) => useCases.updateSquad({ caller, squadId: known.id, change: { rules } });
    }),
  ],
];

const LONGEST_REST_MS = 900;

/** What one person does, one thing after the other, until `until`. */
export async function lives(scene: Scene, person: Person, until: number): Promise<void> {
  const { kernel } = scene.world;
  const { random } = kernel;
  const mood = DEEDS.map(([often, deed]) => [often * (random.chance(0.7) ? random.next() : 0), deed] as const);
  const rest = () =>
    new Promise<void>((resolve) => kernel.after(random.next() * LONGEST_REST_MS, `${person.number} rests`, resolve));
  while (kernel.now() < until) {
    await rest();
    if (!person.token) await beginsAsGuest(scene, person);
    else if (actor(person)?.kind === 'guest' && random.chance(0.15)) await registers(scene, person);
    else if (scene.squads.length === 0) await founds(scene, person);
    else {
      const squad = random.pick(scene.squads);
      const isStranger = !squad.memberIds.includes(actor(person)?.accountId ?? '');
      await (isStranger && random.chance(0.4) ? joins : chosen(random, mood))(scene, person, squad);
    }
  }
}

function chosen(random: Random, weighted: readonly (readonly [number, Deed])[]): Deed {
  let left = random.next() * weighted.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, deed] of weighted) {
    left -= weight;
    if (left < 0) return deed;
  }
  return rates;
}
