// Artillery bundles TypeScript into what a package of modules cannot load; Node itself reads it.
export * from './hooks.ts';
