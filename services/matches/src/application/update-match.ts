import { type PlanChange, replanned } from '../domain/plan.ts';
import { type ChangePorts, changeMatch, type MatchCommand } from './change-match.ts';

/** Changes a match's plan. */
export function updateMatch(ports: ChangePorts) {
  const change = changeMatch(ports);
  return (command: MatchCommand & { plan: PlanChange }) =>
    change(command, ({ me, match }) => replanned(me, match, command.plan));
}
