/** Who somebody is to a squad. Guests but for the two owners. */
export const ROLES = ['nobody', 'outsider', 'otherOwner', 'watcher', 'player', 'maker', 'organiser', 'owner'] as const;
export type Role = (typeof ROLES)[number];

/** Who may; each circle lies within the one before, apart from those that what is sent decides on. */
const CIRCLES = {
  /** Whether signed in or not. */
  anyone: ROLES,
  /** Nobody, whoever he is, with a password or token that is none. */
  secret: [],
  /** Any account, for itself. */
  account: ROLES.filter((role) => role !== 'nobody'),
  registered: ['otherOwner', 'owner'],
  member: ['watcher', 'player', 'maker', 'organiser', 'owner'],
  /** Of the player in question: his claimant, and who looks after the squad. */
  claimant: ['player', 'organiser', 'owner'],
  /** Of the player's place in the match: the same and who made the match. */
  attendant: ['player', 'maker', 'organiser', 'owner'],
  /** Who made the match, and who looks after the squad. */
  keeper: ['maker', 'organiser', 'owner'],
  organiser: ['organiser', 'owner'],
  owner: ['owner'],
} as const satisfies Record<string, readonly Role[]>;
type Circle = keyof typeof CIRCLES;

/** Every operation of every contract. One without a row fails the matrix. */
export const ACCESS: Record<string, Circle> = {
  registerAccount: 'anyone',
  openSession: 'secret',
  openGuestSession: 'anyone',
  refreshSession: 'secret',
  closeSession: 'anyone',
  getMyAccount: 'account',
  updateMyAccount: 'account',
  deleteMyAccount: 'account',
  changePassword: 'secret',
  requestPasswordReset: 'anyone',
  completePasswordReset: 'secret',
  createRecoveryLink: 'account',
  redeemRecoveryLink: 'secret',
  getJwks: 'anyone',

  createSquad: 'registered',
  listMySquads: 'account',
  previewInvitation: 'anyone',
  joinSquad: 'account',
  getSquad: 'member',
  updateSquad: 'owner',
  deleteSquad: 'owner',
  exportSquad: 'owner',
  rotateJoinCode: 'owner',
  transferOwnership: 'owner',
  addPlayers: 'owner',
  updatePlayer: 'owner',
  removePlayer: 'owner',
  claimPlayer: 'member',
  releasePlayer: 'claimant',
  requestClaim: 'member',
  answerClaimRequest: 'organiser',
  listMembers: 'organiser',
  leaveSquad: 'member',
  removeMember: 'organiser',
  setMemberRole: 'owner',

  getMyBallot: 'member',
  putMyBallot: 'member',
  getScores: 'member',
  getInsights: 'member',
  streamSquad: 'member',
  createDraw: 'member',
  planMatch: 'member',
  listMatches: 'member',
  getMatch: 'member',
  getProof: 'member',
  getCalendar: 'member',
  previewSwaps: 'member',
  swapPlayers: 'member',
  replacePlayer: 'member',
  drawMatch: 'member',
  recordResult: 'member',
  setAttendance: 'attendant',
  updateMatch: 'keeper',
  lockMatch: 'keeper',
  deleteMatch: 'keeper',
};

export type Verdict = 'let in' | 401 | 403 | 404;

/** A stranger does not learn that there is a squad; a member learns that something is not for him. */
export function verdict(operationId: string, role: Role): Verdict {
  const circle = ACCESS[operationId];
  if (circle === undefined) throw new Error(`${operationId} has no row`);
  const inside: readonly Role[] = CIRCLES[circle];
  if (inside.includes(role)) return 'let in';
  if (role === 'nobody') return 401;
  if (circle === 'registered') return 403;
  return role === 'outsider' || role === 'otherOwner' ? 404 : 403;
}

export const isSecret = (operationId: string): boolean => ACCESS[operationId] === 'secret';
