import { describe, expect, it } from 'vitest';
import { IMAGES, isAffected } from './images.ts';
import { readTag } from './release-tag.ts';
import { validatedDigests } from './validated.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const other = `sha256:${'b'.repeat(64)}`;

describe('a release tag', () => {
  it('releases everything, or one image', () => {
    expect(readTag('v1.2.3')).toEqual({ version: '1.2.3', images: Object.keys(IMAGES) });
    expect(readTag('players-v0.10.0-rc.1')).toEqual({ version: '0.10.0-rc.1', images: ['players'] });
  });

  it.each(['1.2.3', 'v1.2', 'v01.2.3', 'v1.2.3+build', 'squads-v1.2.3', 'vlatest', 'v1.2.3-01', 'users-1.2.3'])(
    'is refused when it is %s',
    (tag) => {
      expect(() => readTag(tag)).toThrow();
    },
  );
});

describe('what PRE validated', () => {
  it('is known by the newest status of each image', () => {
    const statuses = [
      { context: 'PRE', state: 'success', description: 'https://besteam.test' },
      { context: 'PRE / users', state: 'success', description: digest },
      { context: 'PRE / users', state: 'success', description: other },
      { context: 'ci', state: 'success', description: other },
    ];
    expect([...validatedDigests(statuses)]).toEqual([['users', digest]]);
  });

  it('is nothing when the newest word on the whole is not good', () => {
    const statuses = [
      { context: 'PRE', state: 'failure', description: null },
      { context: 'PRE', state: 'success', description: null },
      { context: 'PRE / users', state: 'success', description: digest },
    ];
    expect(() => validatedDigests(statuses)).toThrow('PRE has not validated this commit');
    expect(() => validatedDigests([])).toThrow('PRE has not validated this commit');
  });

  it('leaves out an image that failed or has no digest', () => {
    const statuses = [
      { context: 'PRE', state: 'success', description: null },
      { context: 'PRE / users', state: 'failure', description: digest },
      { context: 'PRE / players', state: 'success', description: 'dev' },
    ];
    expect([...validatedDigests(statuses)]).toEqual([]);
  });
});

describe('a change', () => {
  it('concerns the images that are made from it', () => {
    const affected = (file: string) => Object.keys(IMAGES).filter((image) => isAffected(image, ['README.md', file]));
    expect(affected('services/players/src/app.ts')).toEqual(['players']);
    expect(affected('packages/balancer/src/draw.ts')).toEqual(['matches', 'frontend']);
    expect(affected('packages/service-kit/src/serve.ts')).toEqual(Object.keys(IMAGES));
    expect(affected('package-lock.json')).toEqual(Object.keys(IMAGES));
    expect(affected('infrastructure/helm/service/values.yaml')).toEqual(['users', 'players', 'matches']);
    expect(affected('docs/architecture.md')).toEqual([]);
    expect(affected('package.json.md')).toEqual([]);
  });
});
