import type { Account as AccountBody, Session as SessionBody } from '@besteam/contracts/users';
import type { StartedSession } from '../../application/start-session.ts';
import type { Account } from '../../domain/account.ts';

export function accountBody({ id, kind, displayName, email }: Account): AccountBody {
  return { id, kind, displayName, ...(email !== null && { email }) };
}

export function sessionBody({ accessToken, expiresIn, account }: StartedSession): SessionBody {
  return { accessToken, expiresIn, account: accountBody(account) };
}
