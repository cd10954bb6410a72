import { fileURLToPath } from 'node:url';
import { checks } from './checks.ts';

/** Runs every check and says what it found; ends with 1 if there was anything. Arguments choose checks by name. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const chosen = process.argv.slice(2);
let found = 0;
for (const { name, run } of checks.filter((check) => chosen.length === 0 || chosen.includes(check.name))) {
  const start = performance.now();
  const findings = await run(root);
  found += findings.length;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${findings.length === 0 ? 'ok' : 'NO'}  ${name} (${seconds} s)`);
  for (const { file, message } of findings) console.log(`    ${file}: ${message}`);
}
if (found > 0) process.exitCode = 1;
