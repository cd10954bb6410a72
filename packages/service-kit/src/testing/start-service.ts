import { Agent, fetch as undiciFetch } from 'undici';
import type { ServerOptions } from '../http/server.ts';
import { createPlatform, type Platform } from '../platform.ts';
import { type PlatformSettings, platformSettings } from '../platform-settings.ts';
import { type Running, serve } from '../serve.ts';
import type { Service } from '../service.ts';
import { contractFetch } from './contract-fetch.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { createTokenMint, type TokenMint } from './token-mint.ts';

const RETRY_DELAYS_MS = [10, 20, 40, 80];
/** Tests share the machine with each other: slow is not wrong there. */
const PATIENCE_MS = 20_000;

export interface ServiceUnderTest {
  origin: string;
  service: Service;
  platform: Platform;
  mint: TokenMint;
  /** A contract-checking fetch of the caller with this token, or of nobody. */
  fetchAs(token?: string): typeof fetch;
  close(): Promise<void>;
}

export interface StartServiceOptions {
  create: (platform: Platform) => Promise<Service>;
  eventSchemas: Record<string, object>;
  settings?: Partial<PlatformSettings>;
  /** Leave the platform's own token verification in place (the users service checks what it issues). */
  ownTokens?: boolean;
  /** Of another system, whose tokens this one believes: another replica of the same service. Default: its own. */
  mint?: TokenMint;
  /** As where browsers come. */
  front?: ServerOptions['front'];
}

/** One service over HTTPS on its embedded engines: free port, temporary folder. `close` leaves nothing behind. */
export async function startService(options: StartServiceOptions): Promise<ServiceUnderTest> {
  const folder = await temporaryFolder();
  const settings: PlatformSettings = {
    ...platformSettings.parse({
      DATA_DIR: folder.path,
      PORT: 0,
      HOST: '127.0.0.1',
      LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    }),
    ...options.settings,
  };
  const mint = options.mint ?? (await createTokenMint(settings.TOKEN_ISSUER, settings.TOKEN_AUDIENCE));
  const platform = await createPlatform(settings, {
    name: 'test',
    eventSchemas: options.eventSchemas,
    retryDelaysMs: RETRY_DELAYS_MS,
    ...(options.ownTokens ? {} : { tokens: mint.tokens }),
  });
  const service = await options.create(platform);
  const running: Running = await serve([service], platform, options.front);
  const connect = { ca: platform.tls.ca, timeout: PATIENCE_MS };
  const agent = new Agent({ connect, headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS });
  const trustingFetch = ((input: string | URL, init?: object) =>
    undiciFetch(input, { ...init, dispatcher: agent })) as unknown as typeof fetch;
  return {
    origin: running.origin,
    service,
    platform,
    mint,
    fetchAs: (token) =>
      contractFetch({
        contract: service.contract,
        origin: running.origin,
        prefix: service.prefix,
        fetch: trustingFetch,
        token,
      }),
    async close() {
      await running.close();
      await agent.close();
      await folder.remove();
    },
  };
}
