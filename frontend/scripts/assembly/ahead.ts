import type { Plugin } from 'vite';

/**
 * Every file is small and there to be run at once. V8 reads this comment at its top and compiles it whole while it arrives,
 * beside the main thread, instead of function by function in the very turn that shows the screen. Others pass over it.
 */
export const compiledAhead: Plugin = {
  name: 'compiled-ahead',
  enforce: 'post',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  generateBundle: {
    // After Vite itself, which puts what a file loads later on top.
    order: 'post',
    handler(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
      }
    },
  },
};
