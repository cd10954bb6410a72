import { bundleFunction } from './bundle.ts';

/** Writes the function's folder, for `aws cloudformation package`. */
await bundleFunction(process.argv[2] ?? 'infrastructure/serverless/build');
