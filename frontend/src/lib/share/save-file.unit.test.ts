// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { handOver } from './save-file.ts';

const file = new File(['BEGIN:VCALENDAR'], 'besteam.ics', { type: 'text/calendar' });
let downloads: string[];

beforeEach(() => {
  downloads = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    downloads.push(this.download);
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  sheet(undefined);
});

/** The share sheet of the device, for files too; undefined where it has none. */
function sheet(share: (() => Promise<void>) | undefined) {
  const has = (name: string, value: unknown) => Object.defineProperty(navigator, name, { value, configurable: true });
  has('share', share);
  has('canShare', share && (() => true));
}

const refusing = (name: string) => () => Promise.reject(new DOMException('no', name));

test('a file goes to the share sheet where there is one for files', async () => {
  const share = vi.fn<() => Promise<void>>().mockResolvedValue();
  sheet(share);
  await handOver(file);
  expect(share).toHaveBeenCalledWith({ files: [file] });
  expect(downloads).toEqual([]);
});

test('it is saved where there is none', async () => {
  await handOver(file);
  expect(downloads).toEqual(['besteam.ics']);
});

test('it is saved where the sheet may not be opened so long after the tap', async () => {
  sheet(refusing('NotAllowedError'));
  await handOver(file);
  expect(downloads).toEqual(['besteam.ics']);
});

test('who closes the sheet without choosing gets nothing', async () => {
  sheet(refusing('AbortError'));
  await handOver(file);
  expect(downloads).toEqual([]);
});
