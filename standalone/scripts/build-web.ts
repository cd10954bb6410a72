import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const frontend = fileURLToPath(new URL('../../frontend/', import.meta.url));
const built = `${frontend}build/200.html`;
const sources = globSync(['{src,static,messages,project.inlang}/**', '*.{json,ts,js}'], { cwd: frontend }).filter(
  (file) => !file.includes('paraglide/'),
);

/** Builds the web app when it has not been built or a source is newer. */
const stale = !existsSync(built) || sources.some((file) => statSync(frontend + file).mtimeMs > statSync(built).mtimeMs);
if (stale) {
  console.log('Building the web app …');
  execFileSync('npm', ['run', '--silent', 'build', '--workspace', 'frontend'], {
    cwd: `${frontend}..`,
    stdio: 'inherit',
  });
}
