import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Recorded draws and numbers of steps find most faults at once; searches of hard squads take longest. */
const FIRST = ['parts', 'golden', 'work'];
const LAST = ['draw', 'listing', 'hard', 'levels'];

export class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const among = (names: string[], { moduleId }: TestSpecification) =>
      names.some((name) => moduleId.includes(`/${name}.`));
    const rank = (file: TestSpecification) => Number(among(LAST, file)) - Number(among(FIRST, file));
    return files.toSorted((a, b) => rank(a) - rank(b));
  }
}

/**
 * The unit tests of this package for the mutation tests: a share of the random cases, no statistics, which take
 * long, and no bundle, whose size is that of the mutants.
 */
export default defineConfig({
  test: {
    include: ['test/**/*.unit.test.ts'],
    exclude: ['test/uniformity.unit.test.ts', 'test/bundle.unit.test.ts'],
    testTimeout: 60_000,
    env: { TEST_SHARE: '0.04' },
    isolate: false,
    sequence: { sequencer: QuickestFirst },
  },
});
