import { platformSettings } from '@besteam/service-kit/server';
import { z } from 'zod';

/** What the edge reads from the environment. It has no engines: of the platform's settings it wants the server's alone. */
export const edgeSettings = platformSettings.extend({
  WEB_ROOT: z.string().optional().describe('Folder of the built web app; without it only the API is served'),
  MATCHES_URL: z.url().optional().describe('Origin of the matches service'),
});
