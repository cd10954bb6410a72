import { rolldown } from 'rolldown';

const ENGINE = new URL('../src/index.ts', import.meta.url).pathname;

/** Minified ES module of what an entry (JavaScript that imports from "engine") needs. */
export async function bundle(entry: string): Promise<string> {
  const build = await rolldown({
    input: 'entry',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? id : id === 'engine' ? ENGINE : undefined),
        load: (id) => (id === 'entry' ? entry : undefined),
      },
    ],
  });
  const { output } = await build.generate({ format: 'es', minify: true, comments: false });
  await build.close();
  return output[0].code;
}
