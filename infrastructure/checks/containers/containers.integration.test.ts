import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Check } from '../check.ts';
import { foundHere } from '../planted.ts';
import { composeFiles } from './compose.ts';
import { dockerfiles } from './dockerfiles.ts';

const GOOD_IMAGE = `ARG NODE_IMAGE=node:24-bookworm-slim

FROM \${NODE_IMAGE}
COPY . /app
WORKDIR /app
USER 1000:1000
HEALTHCHECK --interval=10s CMD ["node", "health.ts"]
ENTRYPOINT []
CMD ["node", "main.ts"]
`;
const GOOD_COMPOSE = `services:
  cache:
    image: redis:8.2.3
    read_only: true
    healthcheck: { test: [CMD, redis-cli, ping], start_period: 5s, start_interval: 1s }
    deploy: { resources: { limits: { memory: 128M } } }
`;

describe('images and Compose files', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'besteam-containers-'));
  });
  afterAll(() => rm(root, { recursive: true }));

  async function found(check: Check, file: string, text: string): Promise<string> {
    await writeFile(join(root, file), text);
    return (await check.run(root)).map(({ file: where, message }) => `${where}: ${message}`).join('\n');
  }

  it.each([dockerfiles, composeFiles].map((check) => [check.name, check]))(
    'pass %s as they are',
    async (_name, check) => {
      expect(await foundHere(check as Check)).toEqual([]);
    },
  );

  it('are passed when they are good', async () => {
    expect(await found(dockerfiles, 'Dockerfile', GOOD_IMAGE)).toBe('');
    expect(await found(composeFiles, 'compose.yaml', GOOD_COMPOSE)).toBe('');
  });

  it.each([
    ['a root user', 'USER 1000:1000', 'USER root', /runs as root/],
    ['no user', 'USER 1000:1000\n', '', /runs as root/],
    ['a user without a number', 'USER 1000:1000', 'USER node', /its user has no number/],
    ['a fixed base', 'ARG NODE_IMAGE=node:24-bookworm-slim', '', /the base image is no argument/],
    ['no word on its health', 'HEALTHCHECK', '#', /has no HEALTHCHECK/],
    ['a shell before its program', 'CMD ["node", "main.ts"]', 'CMD node main.ts', /a shell stands between/],
    ['an instruction that is none', 'WORKDIR /app', 'WORKDIRECTORY /app', /Invalid Command/],
    ['sudo', 'WORKDIR /app', 'RUN sudo true', /sudo/i],
  ])('are refused with %s', async (_name, replace, by, words) => {
    expect(GOOD_IMAGE).toContain(replace);
    expect(await found(dockerfiles, 'Dockerfile', GOOD_IMAGE.replace(replace, by))).toMatch(words);
  });

  it.each([
    ['an unknown key', 'read_only', 'readonly', /services\/cache.*additional properties/],
    ['an image without a version', 'redis:8.2.3', 'redis', /should specify a specific version|redis/],
    ['a value of the wrong kind', 'read_only: true', 'read_only: [true]', /read_only/],
  ])('are refused with %s in Compose', async (_name, replace, by, words) => {
    expect(await found(composeFiles, 'compose.yaml', GOOD_COMPOSE.replace(replace, by))).toMatch(words);
  });
});
