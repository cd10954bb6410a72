// Decides whether a tag may be released, and prints what: `version=…` and `images=[{"image","digest"}]` as outputs of a step.
// It must be a version, on main, and of a commit that PRE validated; the digests are those that PRE ran.
// Usage: check-release.ts TAG STATUSES.json (the commit's statuses as GitHub gives them, newest first)
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readTag } from './release-tag.ts';
import { type Status, validatedDigests } from './validated.ts';

const [tag = '', file = ''] = process.argv.slice(2);
const { version, images } = readTag(tag);
const onMain = spawnSync('git', ['merge-base', '--is-ancestor', `${tag}^{commit}`, 'origin/main']);
if (onMain.status !== 0) throw new Error(`${tag} is not on main`);
const digests = validatedDigests(JSON.parse(readFileSync(file, 'utf8')) as Status[]);
const promoted = images.map((image) => {
  const digest = digests.get(image);
  if (digest === undefined) throw new Error(`PRE has not validated ${image} at ${tag}`);
  return { image, digest };
});
console.log(`version=${version}\nimages=${JSON.stringify(promoted)}`);
