import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { type WriteAheadLog, writeAheadLog } from './write-ahead-log.ts';

describe('waiting for the disk', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let log: WriteAheadLog;
  let synchronised: ReturnType<typeof vi.spyOn>;
  beforeEach(async () => {
    folder = await temporaryFolder();
    const file = await open(join(folder.path, 'bus.sqlite-wal'), 'w');
    synchronised = vi.spyOn(Object.getPrototypeOf(file), 'datasync');
    await file.close();
    log = writeAheadLog(join(folder.path, 'bus.sqlite'));
  });
  afterEach(async () => {
    await log.close();
    synchronised.mockRestore();
    await folder.remove();
  });

  it('is shared by those who come while another wait goes on, and never joins one that began before', async () => {
    const first = log.durable();
    const others = Array.from({ length: 50 }, () => log.durable());
    expect(new Set(others).size).toBe(1);
    expect(others[0]).not.toBe(first);
    await Promise.all([first, ...others]);
    expect(synchronised).toHaveBeenCalledTimes(2);
  });

  it('is done anew for each who comes alone, and over before the log is closed', async () => {
    await log.durable();
    await log.durable();
    expect(synchronised).toHaveBeenCalledTimes(2);
    const last = log.durable();
    await log.close();
    await expect(last).resolves.toBeUndefined();
  });

  it('fails for whom the disk failed, and for nobody after', async () => {
    synchronised.mockRejectedValueOnce(new Error('EIO'));
    const [failed, later] = [log.durable(), log.durable()];
    await expect(failed).rejects.toThrow('EIO');
    await expect(later).resolves.toBeUndefined();
  });
});
