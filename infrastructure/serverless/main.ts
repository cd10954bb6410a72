import { bundle } from './bundle.ts';

/** Writes the function's folder, for `aws cloudformation package`. */
await bundle(process.argv[2] ?? 'infrastructure/serverless/build');
