import { noSuchSquad } from '../domain/authority.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import type { Squad } from '../domain/squad.ts';
import type { Ports, SquadWithActivity } from './ports.ts';

/** Other processes may win this often before the caller is asked to try again. */
const ATTEMPTS = 12;

export type ChangePorts = Pick<Ports, 'squads' | 'inTurn'>;

export interface Change {
  before: Squad;
  after: Squad;
}

/**
 * Loads the squad, decides, and writes if nobody else has written since; otherwise decides again on what there is
 * then. A decision that hands back the same squad writes nothing, whatever version was asked for: repeating is harmless. `ifMatch` is the version the caller has seen.
 */
export async function changeSquad(
  { squads, inTurn }: ChangePorts,
  ...[squadId, decide, ifMatch]: SquadChangeArguments
): Promise<Change | Refusal> {
  return inTurn(squadId, async () => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const before = await squads.load(squadId);
      if (!before) return noSuchSquad();
      const decision = decide(before);
      if (decision === before) return { before, after: before };
      const decided = judged(before, decision, ifMatch);
      if (isRefusal(decided)) return decided;
      const after = { ...decided, version: before.version + 1 };
      if (await squads.save(after, before)) return { before, after };
    }
    return tooBusy();
  });
}

/** As `changeSquad`, and answers with the squad as it is then. */
export async function changedSquad(
  ports: ChangePorts & Pick<Ports, 'activity'>,
  ...[squadId, decide, ifMatch]: SquadChangeArguments
): Promise<SquadWithActivity | Refusal> {
  const changed = await changeSquad(ports, squadId, decide, ifMatch);
  if (isRefusal(changed)) return changed;
  return { squad: changed.after, activity: await ports.activity.of(squadId) };
}

type SquadChangeArguments = [squadId: string, decide: (squad: Squad) => Squad | Refusal, ifMatch?: number | undefined];

/** A stranger learns nothing of versions; whoever may act hears of a stale one before anything else. */
export function judged<T>(squad: Squad, decided: T | Refusal, ifMatch: number | undefined): T | Refusal {
  if (isRefusal(decided) && (decided.reason === 'not-found' || decided.reason === 'forbidden')) return decided;
  if (ifMatch !== undefined && ifMatch !== squad.version) {
    return refuse('precondition-failed', `The squad has changed: it is at version ${squad.version} now.`);
  }
  return decided;
}

export function tooBusy(): Refusal {
  return refuse('conflict', 'Too many are changing this squad at once; try again.');
}
