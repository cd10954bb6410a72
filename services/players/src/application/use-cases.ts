import { addPlayers } from './add-players.ts';
import { answerClaimRequest } from './answer-claim-request.ts';
import { claimPlayer } from './claim-player.ts';
import { createSquad } from './create-squad.ts';
import { deleteSquad } from './delete-squad.ts';
import { exportSquad } from './export-squad.ts';
import { getSquad } from './get-squad.ts';
import { joinSquad } from './join-squad.ts';
import { leaveSquad } from './leave-squad.ts';
import { listMembers } from './list-members.ts';
import { listMySquads } from './list-my-squads.ts';
import type { Ports } from './ports.ts';
import { previewInvitation } from './preview-invitation.ts';
import { releasePlayer } from './release-player.ts';
import { removeMember } from './remove-member.ts';
import { removePlayer } from './remove-player.ts';
import { requestClaim } from './request-claim.ts';
import { rotateJoinCode } from './rotate-join-code.ts';
import { setMemberRole } from './set-member-role.ts';
import { transferOwnership } from './transfer-ownership.ts';
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
    exportSquad: exportSquad(ports),
    rotateJoinCode: rotateJoinCode(ports),
    previewInvitation: previewInvitation(ports),
    joinSquad: joinSquad(ports),
    addPlayers: addPlayers(ports),
    updatePlayer: updatePlayer(ports),
    removePlayer: removePlayer(ports),
    claimPlayer: claimPlayer(ports),
    releasePlayer: releasePlayer(ports),
    requestClaim: requestClaim(ports),
    answerClaimRequest: answerClaimRequest(ports),
    listMembers: listMembers(ports),
    leaveSquad: leaveSquad(ports),
    removeMember: removeMember(ports),
    setMemberRole: setMemberRole(ports),
    transferOwnership: transferOwnership(ports),
  };
}

export type UseCases = ReturnType<typeof useCases>;
