import { answerClaimRequest as decide } from '../domain/claims.ts';
import type { Refusal } from '../domain/refusal.ts';
import { type ChangePorts, changedSquad } from './change-squad.ts';
import type { Caller, Ports, SquadWithActivity } from './ports.ts';

export interface AnswerClaimRequest {
  caller: Caller;
  squadId: string;
  playerId: string;
  accountId: string;
  accept: boolean;
}

/** An organiser accepts a request, which moves the claim, or declines it. */
export function answerClaimRequest(ports: ChangePorts & Pick<Ports, 'activity'>) {
  return ({ caller, squadId, ...answer }: AnswerClaimRequest): Promise<SquadWithActivity | Refusal> =>
    changedSquad(ports, squadId, (squad) => decide(squad, caller.accountId, answer));
}
