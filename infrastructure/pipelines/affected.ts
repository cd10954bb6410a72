// Says which images must be built for this commit, as JSON. Usage: affected.ts IMAGE=COMMIT…, the commit that each one in
// PRE was built from; an image that is not there, or is of an unknown commit, is built.
import { spawnSync } from 'node:child_process';
import { IMAGES, isAffected } from './images.ts';

const deployed = new Map(process.argv.slice(2).map((argument) => argument.split('=') as [string, string]));
console.log(JSON.stringify(Object.keys(IMAGES).filter(mustBeBuilt)));

function mustBeBuilt(image: string): boolean {
  const commit = deployed.get(image);
  if (!commit || !/^[0-9a-f]{40}$/.test(commit)) return true;
  const { status, stdout } = spawnSync('git', ['diff', '--name-only', commit, 'HEAD'], { encoding: 'utf8' });
  return status !== 0 || isAffected(image, stdout.split('\n'));
}
