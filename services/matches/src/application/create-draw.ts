import { withEverybodyIn } from '../domain/attendance.ts';
import type { DrawOrder } from '../domain/line-up.ts';
import { newMatch, type Plan } from '../domain/match.ts';
import type { Refusal } from '../domain/refusal.ts';
import { hasPlayer } from '../domain/squad.ts';
import { type CreatePorts, createMatch } from './create-match.ts';
import type { MatchView } from './get-match.ts';
import { type DrawPorts, makeDraw } from './make-draw.ts';
import type { Caller } from './ports.ts';

interface Command {
  squadId: string;
  caller: Caller;
  order: DrawOrder & { playerIds: string[] };
  plan: Plan;
  idempotencyKey?: string | undefined;
}

/** The main job in one call: a match of those who are here, and its draw. */
export function createDraw(ports: CreatePorts & DrawPorts) {
  const create = createMatch(ports);
  const draw = makeDraw(ports);
  return ({ order, plan, ...command }: Command): Promise<MatchView | Refusal> =>
    create(
      { ...command, operationId: 'createDraw', request: { order, plan } },
      (entered, identity) =>
        draw({ ...entered, match: withEverybodyIn(newMatch(identity, plan), order.playerIds) }, order),
      ({ squad }) => order.playerIds.every((playerId) => hasPlayer(squad, playerId)),
    );
}
