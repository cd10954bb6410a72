export { createMatches, type MatchesService } from './app.ts';
export { matchesSettings } from './config.ts';
