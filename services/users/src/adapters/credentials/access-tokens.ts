import { SignJWT } from 'jose';
import type { AccessTokens } from '../../application/ports.ts';
import { ACCESS_TOKEN_SECONDS } from '../../domain/signing-key-schedule.ts';
import type { KeyRing } from './key-ring.ts';

export interface AccessTokenOptions {
  issuer: string;
  audience: string;
  now: () => Date;
}

/** Signs access tokens (EdDSA): who it is, of what kind, and when a password was given for it; for ten minutes. */
export function createAccessTokens(ring: KeyRing, { issuer, audience, now }: AccessTokenOptions): AccessTokens {
  return {
    async issue({ id, kind }, { byPassword }) {
      const { kid, privateKey } = ring.signing();
      const issuedAt = Math.floor(now().getTime() / 1000);
      const accessToken = await new SignJWT({ kind, ...(byPassword && { auth_time: issuedAt }) })
        .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'JWT' })
        .setSubject(id)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
        .sign(privateKey);
      return { accessToken, expiresIn: ACCESS_TOKEN_SECONDS };
    },
  };
}
