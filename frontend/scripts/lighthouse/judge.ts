import lighthouse from 'lighthouse';

/** What Lighthouse says of a screen: the marks by category, and what stands behind that for speed. */
export interface Verdict {
  screen: string;
  marks: Record<string, number>;
  figures: Record<'first paint' | 'largest' | 'blocked' | 'shift', string>;
  /** What it found wanting, where a mark is below the bar. */
  wanting: string[];
}

export interface Screen {
  screen: string;
  url: string;
  categories: string[];
  /** Of somebody who was never here: what the browser keeps of this origin is thrown away first. */
  firstVisit?: boolean;
}

const rounds = 5;

/** The middle one of five: single runs differ by how busy the machine is. */
export async function judge(screen: Screen, port: number): Promise<Verdict> {
  const verdicts: Verdict[] = [];
  for (let round = 0; round < rounds; round += 1) verdicts.push(await once(screen, port));
  const bySpeed = verdicts.toSorted((a, b) => (a.marks['performance'] ?? 0) - (b.marks['performance'] ?? 0));
  const middle = bySpeed[Math.floor(rounds / 2)];
  if (!middle) throw new Error(`no result for ${screen.screen}`);
  return middle;
}

async function once(
  { screen, url, categories: onlyCategories, firstVisit = false }: Screen,
  port: number,
): Promise<Verdict> {
  const result = await lighthouse(url, { port, onlyCategories, disableStorageReset: !firstVisit, logLevel: 'error' });
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
