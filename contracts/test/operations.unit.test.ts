import { describe, expect, it } from 'vitest';
import { routes } from './documents.ts';

const MATCH = '/squads/{squadId}/matches/{matchId}';

/** Paths and operationIds are a promise to every client: changing one of these lines breaks somebody. */
const promised: Record<string, Record<string, string>> = {
  users: {
    registerAccount: 'POST /accounts',
    openSession: 'POST /sessions',
    openGuestSession: 'POST /guest-sessions',
    refreshSession: 'POST /sessions/refresh',
    closeSession: 'DELETE /sessions/current',
    getMyAccount: 'GET /accounts/me',
    updateMyAccount: 'PATCH /accounts/me',
    deleteMyAccount: 'DELETE /accounts/me',
    changePassword: 'PUT /accounts/me/password',
    requestPasswordReset: 'POST /password-resets',
    completePasswordReset: 'PUT /password-resets/{token}',
    createRecoveryLink: 'POST /accounts/me/recovery-links',
    redeemRecoveryLink: 'POST /recovery-links/{token}/redemptions',
    getJwks: 'GET /.well-known/jwks.json',
  },
  players: {
    createSquad: 'POST /squads',
    listMySquads: 'GET /squads',
    getSquad: 'GET /squads/{squadId}',
    updateSquad: 'PATCH /squads/{squadId}',
    deleteSquad: 'DELETE /squads/{squadId}',
    rotateJoinCode: 'POST /squads/{squadId}/join-code',
    addPlayers: 'POST /squads/{squadId}/players',
    updatePlayer: 'PATCH /squads/{squadId}/players/{playerId}',
    removePlayer: 'DELETE /squads/{squadId}/players/{playerId}',
    exportSquad: 'GET /squads/{squadId}/export',
    previewInvitation: 'GET /invitations/{code}',
    joinSquad: 'POST /invitations/{code}/memberships',
    claimPlayer: 'PUT /squads/{squadId}/players/{playerId}/claim',
    releasePlayer: 'DELETE /squads/{squadId}/players/{playerId}/claim',
    leaveSquad: 'DELETE /squads/{squadId}/memberships/me',
    listMembers: 'GET /squads/{squadId}/memberships',
    removeMember: 'DELETE /squads/{squadId}/memberships/{accountId}',
    setMemberRole: 'PATCH /squads/{squadId}/memberships/{accountId}',
    requestClaim: 'POST /squads/{squadId}/players/{playerId}/claim-requests',
    answerClaimRequest: 'PUT /squads/{squadId}/players/{playerId}/claim-requests/{accountId}',
    transferOwnership: 'PUT /squads/{squadId}/owner',
  },
  matches: {
    getMyBallot: 'GET /squads/{squadId}/ballot',
    putMyBallot: 'PUT /squads/{squadId}/ballot',
    getScores: 'GET /squads/{squadId}/scores',
    createDraw: 'POST /squads/{squadId}/draws',
    planMatch: 'POST /squads/{squadId}/matches',
    listMatches: 'GET /squads/{squadId}/matches',
    getMatch: `GET ${MATCH}`,
    updateMatch: `PATCH ${MATCH}`,
    deleteMatch: `DELETE ${MATCH}`,
    setAttendance: `PUT ${MATCH}/attendance/{playerId}`,
    drawMatch: `POST ${MATCH}/draws`,
    lockMatch: `PUT ${MATCH}/lock`,
    previewSwaps: `GET ${MATCH}/swaps`,
    swapPlayers: `POST ${MATCH}/swaps`,
    replacePlayer: `POST ${MATCH}/replacements`,
    recordResult: `PUT ${MATCH}/result`,
    getProof: `GET ${MATCH}/proof`,
    getCalendar: `GET ${MATCH}/calendar.ics`,
    getInsights: 'GET /squads/{squadId}/insights',
    streamSquad: 'GET /squads/{squadId}/events',
  },
};

describe.each(Object.entries(promised))('the contract of %s', (service, operations) => {
  it('has exactly the promised operations, each at its promised call', () => {
    const found = routes
      .filter((route) => route.service === service)
      .map(({ method, path, operation }) => [operation.operationId, `${method} ${path}`]);
    expect(Object.fromEntries(found)).toEqual(operations);
    expect(found).toHaveLength(Object.keys(operations).length);
  });
});

it('asks everybody for a token, but for coming in, keys and looking at an invitation', () => {
  const open = routes.filter(({ operation }) => operation.security !== undefined);
  const schemes = open.map(({ operation }) => [operation.operationId, operation.security?.flatMap(Object.keys)]);
  expect(Object.fromEntries(schemes)).toEqual({
    registerAccount: ['bearerAuth'],
    openSession: ['bearerAuth'],
    openGuestSession: [],
    refreshSession: ['refreshCookie'],
    closeSession: ['refreshCookie'],
    requestPasswordReset: [],
    completePasswordReset: [],
    redeemRecoveryLink: [],
    getJwks: [],
    previewInvitation: [],
  });
});

it.each(['registerAccount', 'openSession'])('lets %s be called without a token, which then is no guest’s', (id) => {
  const route = routes.find(({ operation }) => operation.operationId === id);
  expect(route?.operation.security).toContainEqual({});
});
