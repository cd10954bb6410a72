import { z } from 'zod';

/** What every service reads from the environment. Each service's own schema extends it. */
export const platformSettings = z.object({
  DATA_DIR: z.string().default('./data').describe('Where embedded engines, certificates and secrets lie'),
  HOST: z.string().default('0.0.0.0').describe('Address to listen on'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8443).describe('Port to listen on; 0 takes a free one'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least severity that is logged'),
  TLS_CERT_FILE: z.string().optional().describe('PEM certificate; without it a local authority makes one'),
  TLS_KEY_FILE: z.string().optional().describe('PEM key of that certificate'),
  TLS_CA_FILE: z.string().optional().describe('PEM authorities to trust in calls to other services'),
  TRUSTED_PROXIES: z.string().optional().describe('Addresses or networks whose X-Forwarded-For is believed, by commas'),
  RATE_LIMIT_ADDRESS: z.coerce.number().int().min(1).default(3000).describe('Requests a minute from one address'),
  RATE_LIMIT_ACCOUNT: z.coerce.number().int().min(1).default(600).describe('Requests a minute of one account'),
  USERS_URL: z.url().optional().describe('Origin of the users service; default: this server itself'),
  PLAYERS_URL: z.url().optional().describe('Origin of the players service; default: this server itself'),
  RABBITMQ_URL: z
    .string()
    .regex(/^amqps?:\/\//, 'must be an amqp:// or amqps:// address')
    .optional()
    .describe('Message broker; default: queues in a file under DATA_DIR, for one process'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must be a redis:// or rediss:// address')
    .optional()
    .describe('Cache and rate limits shared by processes; default: each remembers and counts alone'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Collector of traces (OTLP over HTTP); default: no traces'),
  TOKEN_ISSUER: z.string().min(1).default('https://besteam.example').describe('`iss` of access tokens'),
  TOKEN_AUDIENCE: z.string().min(1).default('besteam').describe('`aud` of access tokens'),
});

export type PlatformSettings = z.output<typeof platformSettings>;
