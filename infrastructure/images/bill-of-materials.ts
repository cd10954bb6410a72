// Writes the image's bill of materials (CycloneDX): what npm says this workspace needs, less what is not installed, such as
// packages for other platforms and engines that this image does without. Usage: bill-of-materials.ts WORKSPACE FILE
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

interface Component {
  'bom-ref': string;
  name: string;
  purl: string;
}

interface Bill {
  metadata: { component: Component };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

const [workspace = '', file = ''] = process.argv.slice(2);
const bill = JSON.parse(
  execFileSync(
    'npm',
    ['sbom', '--package-lock-only', '--omit=dev', `--workspace=${workspace}`, '--sbom-format=cyclonedx'],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  ),
) as Bill;

const there = installed();
const components = bill.components
  // npm calls workspaces by their folders; their package URL has the name.
  .map((component) => ({ ...component, name: identityOf(component).replace(/@[^@]+$/, '') }))
  .filter((component) => there.has(identityOf(component)));
const kept = new Set(components.map((component) => component['bom-ref']));
const itself = components.find(({ name }) => name === workspace);
if (itself === undefined) throw new Error(`${workspace} is not among what is installed`);
const whole: Bill = {
  ...bill,
  metadata: { ...bill.metadata, component: itself },
  components: components.filter((component) => component !== itself),
  dependencies: bill.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((on) => kept.has(on)) })),
};
writeFileSync(file, JSON.stringify(whole));
process.stdout.write(`${whole.components.length} components of ${workspace}\n`);

/** `name@version` */
function identityOf({ purl }: Component): string {
  return decodeURIComponent(purl.replace(/^pkg:npm\//, ''));
}

/** `name@version` of every package in node_modules, as npm itself notes them there. */
function installed(): Set<string> {
  const { packages } = JSON.parse(readFileSync('node_modules/.package-lock.json', 'utf8')) as {
    packages: Record<string, { name?: string; version?: string }>;
  };
  return new Set(
    Object.entries(packages).flatMap(([path, { name, version }]) =>
      version === undefined ? [] : [`${name ?? path.split('node_modules/').at(-1)}@${version}`],
    ),
  );
}
