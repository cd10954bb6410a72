import { newMatch, type Plan } from '../domain/match.ts';
import { planProblem } from '../domain/plan.ts';
import type { Refusal } from '../domain/refusal.ts';
import { type CreatePorts, createMatch } from './create-match.ts';
import type { MatchView } from './get-match.ts';
import type { Caller } from './ports.ts';

interface Command {
  squadId: string;
  caller: Caller;
  plan: Plan;
  idempotencyKey?: string | undefined;
}

/** Announces a match; who comes is said later. */
export function planMatch(ports: CreatePorts) {
  const create = createMatch(ports);
  return ({ plan, ...command }: Command): Promise<MatchView | Refusal> =>
    create(
      { ...command, operationId: 'planMatch', request: plan },
      (_, identity) => planProblem(plan) ?? newMatch(identity, plan),
    );
}
