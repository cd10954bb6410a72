/** The soft limits of the contract. */
export const LIMITS = {
  players: 60,
  /** Archived players are kept for the ratings that name them; this bounds the size of the document. */
  playersEver: 500,
  members: 200,
  /** Accounts kept out; beyond it the one removed first is forgotten. */
  removed: 200,
  squadsOfAnOwner: 100,
} as const;
