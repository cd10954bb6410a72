/** The HTTPS server and its process without the engines: for an edge, which has none and should not load them. */
export { readConfig } from './config/read-config.ts';
export { createMetrics } from './http/metrics.ts';
export { createServer, type ServerPlatform } from './http/server.ts';
export { createLogger } from './logging/logger.ts';
export { type PlatformSettings, platformSettings } from './platform-settings.ts';
export { runProcess } from './serve.ts';
export { loadTls, type Tls } from './tls/tls.ts';
