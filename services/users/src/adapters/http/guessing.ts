import type { Service } from '@besteam/service-kit';
import { readRefreshToken } from './refresh-cookie.ts';

/**
 * How often one address may fail where something can be guessed. Thirty friends may share an address, and each may
 * mistype; the growing delay of sign-in holds up who keeps at one account.
 */
export const guessing: NonNullable<Service['guessing']> = {
  openSession: { attempts: 100, seconds: 900, statuses: [401] },
  registerAccount: { attempts: 60, seconds: 900, statuses: [409] },
  redeemRecoveryLink: { attempts: 20, seconds: 900, statuses: [404] },
  completePasswordReset: { attempts: 20, seconds: 900, statuses: [404] },
  /** Every answer counts: each may be a message to somebody. */
  requestPasswordReset: { attempts: 30, seconds: 900, statuses: [202] },
  createRecoveryLink: { attempts: 30, seconds: 900, statuses: [403] },
  changePassword: { attempts: 30, seconds: 900, statuses: [403] },
  updateMyAccount: { attempts: 30, seconds: 900, statuses: [403, 409] },
  refreshSession: {
    attempts: 100,
    seconds: 900,
    statuses: [401],
    // A browser's first visit asks whether there is a session, and a whole town may share an address.
    isGuess: (request) => readRefreshToken(request) !== undefined,
  },
};
