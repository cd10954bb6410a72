import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import type { Squad } from '../domain/squad.ts';
import type { Ports, SquadWithActivity } from './ports.ts';
import { LOST, untilWritten, type WritePorts } from './until-written.ts';

export type ChangePorts = WritePorts;

export interface Change {
  before: Squad;
  after: Squad;
}

type Decision = Squad | Refusal;
type SquadChangeArguments = [
  squadId: string,
  decide: (squad: Squad) => Decision | Promise<Decision>,
  expected?: number | undefined,
];

/**
 * Decides on the squad and writes what comes of it; decides again when somebody else has written meanwhile. A decision
 * that hands back the same squad writes nothing, whatever version was asked for: repeating is harmless. `expected` is
 * the version that the caller has seen.
 */
export function changeSquad(
  ports: ChangePorts,
  ...[squadId, decide, expected]: SquadChangeArguments
): Promise<Change | Refusal> {
  return untilWritten<Change | Refusal>(ports, squadId, async (before) => {
    const decision = await decide(before);
    if (decision === before) return { before, after: before };
    const decided = judged(before, decision, expected);
    if (isRefusal(decided)) return decided;
    const after = { ...decided, version: before.version + 1 };
    return (await ports.squads.save(after, before)) ? { before, after } : LOST;
  });
}

/** As `changeSquad`, and answers with the squad as it is then. */
export async function changedSquad(
  ports: ChangePorts & Pick<Ports, 'activity'>,
  ...change: SquadChangeArguments
): Promise<SquadWithActivity | Refusal> {
  const changed = await changeSquad(ports, ...change);
  if (isRefusal(changed)) return changed;
  return { squad: changed.after, activity: await ports.activity.of(changed.after.id) };
}

/** A stranger learns nothing of versions; whoever may act hears of a stale one before anything else. */
export function judged<T>(squad: Squad, decided: T | Refusal, expected: number | undefined): T | Refusal {
  if (isRefusal(decided) && (decided.reason === 'not-found' || decided.reason === 'forbidden')) return decided;
  if (expected === undefined || expected === squad.version) return decided;
  return refuse('precondition-failed', `The squad has changed: it is at version ${squad.version} now.`);
}
