import { readFile, writeFile } from 'node:fs/promises';

const HEAD = `# Benchmarks

Speed is stated as a ratio measured side by side in one run, or as a count; machines differ. Each section is written by
the command it names.
`;

/** Replaces the section of that title in a Markdown file, or adds it at the end; the others stay as they are. */
export async function writeSection(file: string, title: string, text: string): Promise<void> {
  const before = await readFile(file, 'utf8').catch(() => HEAD);
  const [head = '', ...sections] = before.split(/^(?=## )/m);
  const section = `## ${title}\n\n${text.trim()}\n`;
  const others = sections.map((one) => (one.startsWith(`## ${title}\n`) ? section : one));
  const all = others.includes(section) ? others : [...others, section];
  await writeFile(
    file,
    [head, ...all]
      .map((part) => part.trimEnd())
      .join('\n\n')
      .concat('\n'),
  );
}
