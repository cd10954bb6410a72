import type { SquadChangedData } from '@besteam/contracts/events';
import { squadOfEvent } from '../../../services/matches/src/adapters/events/squad-of-event.ts';
import { snapshotOf } from '../../../services/players/src/domain/snapshot.ts';
import { isKeptOut, roleOf, type Squad } from '../../../services/players/src/domain/squad.ts';
import type { World } from '../world.ts';

/** Once all is quiet every service knows the same. */
export function* disagreements(world: World): Generator<string> {
  const { state } = world;
  const squadIds = state.players().flatMap(([key]) => /^SQUAD#(\S+) SQUAD$/.exec(key)?.[1] ?? []);
  for (const id of squadIds) {
    const squad = state.squad(id);
    if (!squad) yield* remainders(world, id);
    else {
      yield* replicaDiffers(world, squad);
      yield* activityDiffers(world, squad);
      yield* membersDiffer(world, squad);
    }
  }
  yield* listingsDiffer(world);
}

function* replicaDiffers({ state }: World, squad: Squad): Generator<string> {
  const truth = JSON.stringify(squadOfEvent(snapshotOf(squad) as SquadChangedData));
  const replica = JSON.stringify(state.replica(squad.id));
  if (truth !== replica) yield `the replica of ${squad.id} differs: ${replica} for ${truth}`;
}

function* activityDiffers({ state, bus }: World, { id }: Squad): Generator<string> {
  const activity = state.players().find(([key]) => key === `SQUAD#${id} ACTIVITY`)?.[1];
  const raters = state
    .matches()
    .filter(([key, { status }]) => key.startsWith(`SQUAD#${id} BALLOT#`) && status === 'rates').length;
  if ((activity?.['raters'] ?? 0) !== raters)
    yield `${activity?.['raters'] ?? 0} raters are told of in ${id}, and there are ${raters}`;
  const told = bus.published.flatMap(({ type, data }) => {
    const { squadId, at, status } = data as { squadId?: string; at?: string; status?: string };
    return type === 'besteam.match.changed.v1' && squadId === id && at && (status === 'drawn' || status === 'played')
      ? at
      : [];
  });
  const last = told.sort().at(-1);
  if (activity?.['lastMatchAt'] !== last)
    yield `the last match of ${id} is told for ${activity?.['lastMatchAt']}, and was ${last}`;
}

function* membersDiffer({ state }: World, squad: Squad): Generator<string> {
  for (const { accountId, displayName, kind } of Object.values(squad.members)) {
    const account = state.account(accountId);
    if (!account) yield `${accountId} is gone, and a member of ${squad.id}`;
    else if (account.kind !== kind) yield `${accountId} is ${account.kind}, and ${kind} in ${squad.id}`;
    else if (account.displayName !== displayName)
      yield `${accountId} is called ${account.displayName}, and ${displayName} in ${squad.id}`;
  }
  for (const { accountId } of squad.removed)
    if (!state.account(accountId)) yield `${accountId} is gone, and kept out of ${squad.id}`;
}

/** "My squads" of everybody, against the squads themselves. */
function* listingsDiffer({ state }: World): Generator<string> {
  const listed = new Map<string, string>();
  for (const [key, { summary }] of state.players()) {
    const [, accountId, squadId] = /^ACCOUNT#(\S+) SQUAD#(\S+)$/.exec(key) ?? [];
    if (accountId && summary) listed.set(`${accountId} ${squadId}`, textOf(summary as Listed));
  }
  for (const [key] of state.players()) {
    const squad = state.squad(/^SQUAD#(\S+) SQUAD$/.exec(key)?.[1] ?? '');
    for (const { accountId, playerId } of Object.values(squad?.members ?? {})) {
      if (!squad || isKeptOut(squad, accountId)) continue;
      const truth = textOf({ name: squad.name, role: roleOf(squad, accountId), playerId });
      const told = listed.get(`${accountId} ${squad.id}`);
      if (told !== truth) yield `${accountId} sees ${squad.id} as ${told}, and it is ${truth}`;
      listed.delete(`${accountId} ${squad.id}`);
    }
  }
  for (const [entry] of listed) yield `${entry} is listed, and no membership`;
}

interface Listed {
  name: string;
  role?: string | undefined;
  playerId?: string | undefined;
}

function textOf({ name, role, playerId }: Listed): string {
  return JSON.stringify([name, role, playerId]);
}

/** Of a deleted squad nothing is left but tombstones. */
function* remainders({ state }: World, id: string): Generator<string> {
  for (const [key, { doc }] of state.matches()) {
    if (key.startsWith(`SQUAD#${id} `) && (doc !== undefined || !key.endsWith(' REPLICA')))
      yield `${key} is left of a deleted squad`;
  }
  if (state.players().some(([key, { gone }]) => key === `SQUAD#${id} ACTIVITY` && !gone))
    yield `the activity of the deleted ${id} is left`;
}
