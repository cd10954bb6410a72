export { createPlayers } from './app.ts';
export { playersSettings } from './config.ts';
