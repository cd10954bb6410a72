import { PGlite } from '@electric-sql/pglite';

/** A program: makes an empty PGlite database in the folder that it is given. It ends with the process that started it. */
const [, , path] = process.argv;
process.once('disconnect', () => process.exit(1));
const pglite = await PGlite.create(path ?? '');
await pglite.close();
process.exit(0);
