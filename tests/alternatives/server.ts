import { join } from 'node:path';
import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import { createMatches, matchesSettings } from '@besteam/matches';
import { createPlayers, playersSettings } from '@besteam/players';
import { createPlatform, createTokenVerifier, platformSettings, serve } from '@besteam/service-kit';
import { freePort } from '@besteam/service-kit/testing/servers';
import { createLocalJWKSet, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';

/** The measured process: players and matches on the store of the environment. The parent asks for its processor time. */
const { DATA_DIR = '', DYNAMODB_ENDPOINT = '' } = process.env;
const settings = platformSettings.parse({
  DATA_DIR,
  HOST: '127.0.0.1',
  PORT: await freePort(),
  LOG_LEVEL: 'error',
  RATE_LIMIT_ADDRESS: 1e9,
  RATE_LIMIT_ACCOUNT: 1e9,
});
/** Patient: the store shares this machine. */
const store = { DYNAMODB_ENDPOINT, DYNAMODB_ANSWER_MS: 20_000 };
const { TOKEN_ISSUER: issuer, TOKEN_AUDIENCE: audience } = settings;
const { privateKey, publicKey } = await generateKeyPair('EdDSA');
const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'EdDSA', use: 'sig' }] });
const tokens = createTokenVerifier({ keys, issuer, audience });
const platform = await createPlatform(settings, { name: 'bench', eventSchemas, tokens });
const running = await serve(
  [
    await createPlayers(playersSettings.parse(store), platform),
    await createMatches(matchesSettings.parse(store), platform),
  ],
  platform,
);
/** The owner's first, then fourteen guests'. */
const people = Array.from({ length: 15 }, (_, index) => ({
  accountId: `${index}`.padStart(22, 'p'),
  kind: index === 0 ? 'registered' : 'guest',
}));
const signed = people.map(({ accountId, kind }) =>
  new SignJWT({ kind })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'bench' })
    .setSubject(accountId)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey),
);

process.once('disconnect', () => process.exit());
process.on('message', async (message: 'processor time' | 'end') => {
  if (message === 'end') {
    await running.close();
    process.exit();
  } else {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1e6);
  }
});
process.send?.({
  origin: running.origin,
  ca: platform.tls.ca,
  leaf: join(DATA_DIR, 'tls/leaf.pem'),
  accounts: people.map(({ accountId }) => accountId),
  people: await Promise.all(signed),
  issuer,
  audience,
  publicKey: await exportSPKI(publicKey),
});
