import { addPlayers } from './add-players.ts';
import { createSquad } from './create-squad.ts';
import { deleteSquad } from './delete-squad.ts';
import { getSquad } from './get-squad.ts';
import { joinSquad } from './join-squad.ts';
import { listMySquads } from './list-my-squads.ts';
import type { Ports } from './ports.ts';
import { previewInvitation } from './preview-invitation.ts';
import { removePlayer } from './remove-player.ts';
import { updatePlayer } from './update-player.ts';
import { updateSquad } from './update-squad.ts';

/** Everything that can be asked of this service, by operationId. */
export function useCases(ports: Ports) {
  return {
    createSquad: createSquad(ports),
    listMySquads: listMySquads(ports),
    getSquad: getSquad(ports),
    updateSquad: updateSquad(ports),
    deleteSquad: deleteSquad(ports),
    addPlayers: addPlayers(ports),
    updatePlayer: updatePlayer(ports),
    removePlayer: removePlayer(ports),
    previewInvitation: previewInvitation(ports),
    joinSquad: joinSquad(ports),
  };
}

export type UseCases = ReturnType<typeof useCases>;
