import lighthouse from 'lighthouse';

/** What Lighthouse says of a screen: the marks by category, and what stands behind that for speed. */
export interface Verdict {
  screen: string;
  marks: Record<string, number>;
  figures: Record<'first paint' | 'largest' | 'blocked' | 'shift', string>;
  /** What it found wanting, where a mark is below the bar. */
  wanting: string[];
}

const rounds = 3;

/** The middle one of three: single runs differ by how busy the machine is. */
export async function judge(screen: string, url: string, port: number, onlyCategories: string[]): Promise<Verdict> {
  const verdicts: Verdict[] = [];
  for (let round = 0; round < rounds; round += 1) verdicts.push(await once(screen, url, port, onlyCategories));
  const bySpeed = verdicts.toSorted((a, b) => (a.marks['performance'] ?? 0) - (b.marks['performance'] ?? 0));
  const middle = bySpeed[Math.floor(rounds / 2)];
  if (!middle) throw new Error(`no result for ${screen}`);
  return middle;
}

async function once(screen: string, url: string, port: number, onlyCategories: string[]): Promise<Verdict> {
  const result = await lighthouse(url, { port, onlyCategories, disableStorageReset: true, logLevel: 'error' });
  if (!result) throw new Error(`no result for ${screen}`);
  const { categories, audits } = result.lhr;
  mustBeAnswered(screen, audits['network-requests']?.details);
  const said = (audit: string) => audits[audit]?.displayValue ?? '–';
  return {
    screen,
    marks: Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)])),
    figures: {
      'first paint': said('first-contentful-paint'),
      largest: said('largest-contentful-paint'),
      blocked: said('total-blocking-time'),
      shift: said('cumulative-layout-shift'),
    },
    wanting: Object.values(audits)
      .filter(({ score }) => score !== null && score < 0.9)
      .map(({ id, displayValue, title }) => `${id}: ${displayValue ?? title}`),
  };
}

/** A screen that says why it has nothing to show would be judged as light and quick. */
function mustBeAnswered(screen: string, details: unknown): void {
  const { items = [] } = (details ?? {}) as { items?: { url: string; statusCode: number }[] };
  const refused = items.filter(({ url, statusCode }) => url.includes('/api/') && statusCode >= 400);
  if (refused.length > 0) throw new Error(`${screen} was refused ${refused.map(({ url }) => url).join()}`);
}
