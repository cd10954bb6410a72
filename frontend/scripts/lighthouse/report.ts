import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { writeSection } from '../../../packages/service-kit/src/testing/benchmark-section.ts';
import type { Waited } from './interactions.ts';
import type { Verdict } from './judge.ts';

/** Puts both tables into docs/benchmarks.md. */
export async function writeReport(verdicts: Verdict[], waited: Waited[], bars: { mark: number; waitMs: number }) {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
  const text = `${new Date().toISOString().slice(0, 10)}, ${machine}. \`npm run lighthouse\`

Lighthouse's phone (slow 4G, a processor four times slower), the middle of five rounds: the landing page as a stranger's first visit, the
others as a member's who was here before, so that the service worker holds the app and the network brings the answers alone. Load average at the end:
${Math.round(loadavg()[0] ?? 0)}; beyond the number of cores others were at work, and the marks for performance say little. Bar: ≥ ${bars.mark}.

| screen | performance | accessibility | best practices | SEO | first paint | largest | blocked | shift |
|---|---|---|---|---|---|---|---|---|
${verdicts.map(verdictRow).join('\n')}

From a tap to the paint that shows what it did, on a processor six times slower. Bar: < ${bars.waitMs} ms.

| what | times | median | longest |
|---|---|---|---|
${waited.map(({ what, times, median, longest }) => `| ${what} | ${times} | ${median} ms | ${longest} ms |`).join('\n')}
`;
  await writeSection(fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url)), 'The web app', text);
}

function verdictRow({ screen, marks, figures }: Verdict): string {
  const of = ['performance', 'accessibility', 'best-practices', 'seo'].map((category) => marks[category] ?? '–');
  return `| ${[screen, ...of, ...Object.values(figures)].join(' | ')} |`;
}
