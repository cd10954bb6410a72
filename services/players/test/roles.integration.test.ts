import {
  addPlayers,
  answerClaimRequest,
  claimPlayer,
  createSquad,
  deleteSquad,
  exportSquad,
  getSquad,
  joinSquad,
  leaveSquad,
  listMembers,
  listMySquads,
  previewInvitation,
  releasePlayer,
  removeMember,
  removePlayer,
  requestClaim,
  rotateJoinCode,
  type Squad,
  setMemberRole,
  transferOwnership,
  updatePlayer,
  updateSquad,
} from '@besteam/contracts/players';
import contract from '@besteam/contracts/players.openapi.json' with { type: 'json' };
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aSquad,
  type Client,
  joins,
  type Person,
  type PlayersSystem,
  playerNamed,
  startPlayers,
} from './players-system.ts';
import { type RunningStore, stores } from './stores.ts';

const ROLES = ['visitor', 'outsider', 'guest', 'member', 'organiser', 'owner', 'otherOwner'] as const;
type Role = (typeof ROLES)[number];

interface Scene {
  squad: Squad;
  people: Record<Exclude<Role, 'visitor'>, Person>;
  /** A member who says he is Leo, and one who has asked for Leo. */
  leo: Person;
  asker: Person;
}

type Call = (client: Client, scene: Scene) => Promise<{ response?: Response }>;
type Statuses = Record<Role, number>;

const inSquad = ({ squad }: Scene) => ({ squadId: squad.id });
const asLeo = ({ squad }: Scene) => ({ squadId: squad.id, playerId: playerNamed(squad, 'Leo') });
const asBea = ({ squad }: Scene) => ({ squadId: squad.id, playerId: playerNamed(squad, 'Bea') });

const everybody = (status: number, but: Partial<Statuses> = {}): Statuses =>
  ({ ...Object.fromEntries(ROLES.map((role) => [role, status])), ...but }) as Statuses;
const OUTSIDE = { visitor: 401, outsider: 404, otherOwner: 404 };
const members = (status: number) => everybody(status, OUTSIDE);
const organisers = (status: number) => everybody(status, { ...OUTSIDE, guest: 403, member: 403 });
const theOwner = (status: number) => everybody(403, { ...OUTSIDE, owner: status });

/** Every operation: how each role fares. Each call has a scene of its own. */
const OPERATIONS: Record<string, [Call, Statuses]> = {
  createSquad: [
    (client) => createSquad({ client, body: { name: 'New' } }),
    everybody(201, { visitor: 401, outsider: 403, guest: 403, organiser: 403 }),
  ],
  listMySquads: [(client) => listMySquads({ client }), everybody(200, { visitor: 401 })],
  getSquad: [(client, scene) => getSquad({ client, path: inSquad(scene) }), members(200)],
  updateSquad: [(client, scene) => updateSquad({ client, path: inSquad(scene), body: { name: 'X' } }), theOwner(200)],
  deleteSquad: [(client, scene) => deleteSquad({ client, path: inSquad(scene) }), theOwner(204)],
  exportSquad: [
    (client, scene) => exportSquad({ client, path: inSquad(scene), query: { format: 'json' } }),
    theOwner(200),
  ],
  rotateJoinCode: [(client, scene) => rotateJoinCode({ client, path: inSquad(scene) }), theOwner(200)],
  transferOwnership: [
    (client, scene) =>
      transferOwnership({ client, path: inSquad(scene), body: { accountId: scene.people.member.accountId } }),
    theOwner(200),
  ],
  addPlayers: [
    (client, scene) => addPlayers({ client, path: inSquad(scene), body: { players: [{ name: 'Eva' }] } }),
    theOwner(201),
  ],
  updatePlayer: [(client, scene) => updatePlayer({ client, path: asBea(scene), body: { name: 'Bee' } }), theOwner(200)],
  removePlayer: [(client, scene) => removePlayer({ client, path: asBea(scene) }), theOwner(204)],
  claimPlayer: [(client, scene) => claimPlayer({ client, path: asBea(scene) }), members(200)],
  releasePlayer: [(client, scene) => releasePlayer({ client, path: asLeo(scene) }), organisers(204)],
  requestClaim: [(client, scene) => requestClaim({ client, path: asLeo(scene) }), members(201)],
  answerClaimRequest: [
    (client, scene) =>
      answerClaimRequest({
        client,
        path: { ...asLeo(scene), accountId: scene.asker.accountId },
        body: { accept: true },
      }),
    organisers(200),
  ],
  listMembers: [(client, scene) => listMembers({ client, path: inSquad(scene) }), organisers(200)],
  leaveSquad: [
    (client, scene) => leaveSquad({ client, path: inSquad(scene) }),
    everybody(204, { ...OUTSIDE, owner: 409 }),
  ],
  removeMember: [
    (client, scene) => removeMember({ client, path: { ...inSquad(scene), accountId: scene.leo.accountId } }),
    organisers(204),
  ],
  setMemberRole: [
    (client, scene) =>
      setMemberRole({
        client,
        path: { ...inSquad(scene), accountId: scene.leo.accountId },
        body: { role: 'organiser' },
      }),
    theOwner(200),
  ],
  previewInvitation: [(client, { squad }) => previewInvitation({ client, path: { code: squad.code } }), everybody(200)],
  joinSquad: [
    (client, { squad }) => joinSquad({ client, path: { code: squad.code } }),
    everybody(200, { visitor: 401, outsider: 201, otherOwner: 201 }),
  ],
};

describe.each(stores)('who may do what, on $title', ({ skipped, start }) => {
  if (skipped) return it.skip('is not to be had', () => {});
  let store: RunningStore;
  let system: PlayersSystem;
  let people: Scene['people'] & Record<'leo' | 'asker', Person>;

  beforeAll(async () => {
    store = await start();
    system = await startPlayers(store.settings);
    const [outsider, guest, organiser, leo, asker] = await Promise.all(Array.from({ length: 5 }, () => system.guest()));
    const [member, owner, otherOwner] = await Promise.all(Array.from({ length: 3 }, () => system.registered()));
    if (!outsider || !guest || !organiser || !leo || !asker || !member || !owner || !otherOwner)
      throw new Error('nobody');
    people = { outsider, guest, organiser, leo, asker, member, owner, otherOwner };
    await aSquad(otherOwner);
  });
  afterAll(async () => {
    await system.close();
    await store.close();
  });

  async function scene(): Promise<Scene> {
    const squad = await aSquad(people.owner, 'Leo', 'Bea');
    for (const person of [people.guest, people.member, people.organiser, people.asker]) await joins(person, squad);
    await joins(people.leo, squad, playerNamed(squad, 'Leo'));
    const built = { squad, people, leo: people.leo, asker: people.asker };
    await requestClaim({ client: people.asker.client, path: asLeo(built), throwOnError: true });
    const path = { ...inSquad(built), accountId: people.organiser.accountId };
    await setMemberRole({ client: people.owner.client, path, body: { role: 'organiser' }, throwOnError: true });
    return built;
  }

  it.each(Object.entries(OPERATIONS))('%s', async (operation, [call, expected]) => {
    const shared = await scene();
    const statuses: [Role, number | undefined][] = [];
    for (const role of ROLES) {
      const client = role === 'visitor' ? system.visitor : people[role].client;
      // What succeeds changes the scene: the next role finds a new one.
      const changes = expected[role] < 300 && !/^(get|list|export|preview)/.test(operation);
      const found = changes ? await scene() : shared;
      statuses.push([role, (await call(client, found)).response?.status]);
    }
    expect(Object.fromEntries(statuses)).toEqual(expected);
  });
});

it('covers every operation of the contract', () => {
  const operations = Object.values(contract.paths).flatMap((path) =>
    Object.values(path).flatMap((operation) => ('operationId' in operation ? [operation.operationId] : [])),
  );
  expect(Object.keys(OPERATIONS).sort()).toEqual(operations.sort());
});
