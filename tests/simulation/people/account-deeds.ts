import { actor, type Person, request, type Scene } from './person.ts';

const PASSWORD = 'correct horse battery';

/** Opens the app for the first time. */
export async function beginsAsGuest(scene: Scene, person: Person): Promise<void> {
  const opened = await request(scene, person, 'users', 'opens a guest session', ({ useCases }) =>
    useCases.openGuestSession({ displayName: `Guest ${person.number}.0` }),
  );
  if (opened) signedIn(scene, person, opened.answer);
}

/** Registers: a guest keeps the id. The same request again when no answer came. */
export async function registers(scene: Scene, person: Person): Promise<void> {
  if (person.email !== undefined || person.sameAs) return;
  const email = `p${person.number}@example.org`;
  const callerId = actor(person)?.accountId;
  const displayName = `Person ${person.number}.${person.names}`;
  const registered = await request(scene, person, 'users', 'registers', ({ useCases }) =>
    useCases.registerAccount({ email, password: PASSWORD, displayName, address: 'here', callerId }),
  );
  if (registered) person.email = email;
  if (registered) signedIn(scene, person, registered.answer);
}

/** A guest on a second device signs in: the guest is merged into the account. */
export async function signsIn(scene: Scene, person: Person): Promise<void> {
  const { ledger } = scene.world;
  const email = person.sameAs?.email ?? person.email;
  const guest = actor(person);
  if (email === undefined || guest?.kind !== 'guest') return;
  ledger.mayEnd(`account ${guest.accountId}`);
  const signed = await request(scene, person, 'users', 'signs in', ({ useCases }) =>
    useCases.openSession({ email, password: PASSWORD, address: 'here', callerId: guest.accountId }),
  );
  if (!signed) return;
  signedIn(scene, person, signed.answer);
  const { account } = signed.answer;
  ledger.promise(
    `the merger of ${guest.accountId}`,
    [],
    () => scene.world.state.account(guest.accountId) === undefined,
  );
  for (const { id } of scene.squads) {
    const promised = [...(memberships.get(scene)?.get(guest.accountId) ?? [])].includes(id);
    const unless = [guest.accountId, account.id].map((one) => `member ${id} ${one}`);
    if (promised)
      ledger.promise(
        `the guest's membership of ${account.id} in ${id}`,
        [`squad ${id}`, `account ${account.id}`, ...unless],
        () => scene.world.state.squad(id)?.members[account.id] !== undefined,
      );
  }
}

/** The memberships that were acknowledged: squads by account. */
const memberships = new WeakMap<Scene, Map<string, Set<string>>>();

export function rememberMembership(scene: Scene, accountId: string, squadId: string): void {
  const known = memberships.get(scene) ?? new Map<string, Set<string>>();
  memberships.set(scene, known.set(accountId, (known.get(accountId) ?? new Set()).add(squadId)));
}

/** Changes the name: each one is new. */
export async function renames(scene: Scene, person: Person): Promise<void> {
  person.names += 1;
  const displayName = `Name ${person.number}.${person.names}`;
  await request(scene, person, 'users', 'changes the name', ({ useCases }, { accountId }) =>
    useCases.updateMyAccount({ accountId, displayName, address: 'here' }),
  );
}

/** Leaves Besteam. What the account owned may go with it. */
export async function deletesAccount(scene: Scene, person: Person): Promise<void> {
  const { ledger, state } = scene.world;
  const accountId = actor(person)?.accountId ?? '';
  ledger.mayEnd(`account ${accountId}`, ...scene.squads.map(({ id }) => `squad ${id}`));
  const deleted = await request(scene, person, 'users', 'deletes the account', ({ useCases }) =>
    useCases.deleteMyAccount({ accountId, provedAt: Date.now() / 1000 }),
  );
  if (deleted) ledger.promise(`the deletion of ${accountId}`, [], () => state.account(accountId) === undefined);
}

function signedIn(
  scene: Scene,
  person: Person,
  session: { account: { id: string; kind: string }; accessToken: string },
) {
  const { ledger, state } = scene.world;
  const { id, kind } = session.account;
  person.token = session.accessToken;
  scene.accountIds.push(id);
  ledger.promise(`the account ${id}`, [`account ${id}`], () => {
    const account = state.account(id);
    return account !== undefined && (kind === 'guest' || account.kind === 'registered');
  });
}
