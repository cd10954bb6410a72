export { createUsers } from './app.ts';
export { usersSettings } from './config.ts';
