import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import { createPlatform, platformSettings, serve } from '@besteam/service-kit';
import { createTokenMint } from '@besteam/service-kit/testing';
import { fastify } from 'fastify';
import { createPlayers, playersSettings } from '../src/index.ts';
import type { Given } from './measured-server.ts';

/** The measured process: the service, and beside it bare routes that give the body, and the headers, they are sent by message. */
const settings = platformSettings.parse({
  DATA_DIR: process.env['DATA_DIR'],
  HOST: '127.0.0.1',
  PORT: 0,
  LOG_LEVEL: 'warn',
  RATE_LIMIT_ADDRESS: 1e9,
  RATE_LIMIT_ACCOUNT: 1e9,
});
const mint = await createTokenMint(settings.TOKEN_ISSUER, settings.TOKEN_AUDIENCE);
const platform = await createPlatform(settings, { name: 'bench', eventSchemas, tokens: mint.tokens });
const players = await createPlayers(playersSettings.parse({}), platform);
const running = await serve([players], platform);

let given: Given = { body: '{}', headers: {} };
const bare = fastify({ https: { cert: platform.tls.cert, key: platform.tls.key, minVersion: 'TLSv1.2' } });
bare.get('/', (_, reply) => {
  reply.type('application/json; charset=utf-8').send(given.body);
});
bare.get('/with-headers', (_, reply) => {
  reply.headers(given.headers).send(given.body);
});
const bareOrigin = (await bare.listen({ host: '127.0.0.1', port: 0 })).replace('127.0.0.1', 'localhost');

process.on('message', async (message: Given | 'processor time' | 'end') => {
  if (message === 'end') {
    await bare.close();
    await running.close();
    process.disconnect();
  } else if (message === 'processor time') {
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
  } else {
    given = message;
    process.send?.(0);
  }
});
const { token } = await mint.account('registered', { lifetimeSeconds: 3600 });
process.send?.({ origin: running.origin, bareOrigin, ca: platform.tls.ca, token });
