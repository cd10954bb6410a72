export { createMatches } from './app.ts';
export { matchesSettings } from './config.ts';
