import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { compile } from '@inlang/paraglide-js';
import { messageCompiler } from './messages.config.ts';

/*
 * Writes what is generated and not committed: SvelteKit's own types and the message functions.
 * Run it by itself: the message compiler keeps handles open, which would hold up whoever imported it.
 */
const frontend = fileURLToPath(new URL('..', import.meta.url));
await promisify(execFile)('svelte-kit', ['sync'], { cwd: frontend });
await compile(messageCompiler);
process.exit(0);
