// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unsentOnDevice } from './unsent.ts';

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

const seen = { leo: { level: 1 } };

describe('what a device keeps until it is sent', () => {
  it('is there for the next visit of the same account in the same squad, and of no other', () => {
    expect(unsentOnDevice('squad').add('ana', { leo: { level: 2 } }, seen)).toBe(true);
    expect(unsentOnDevice('squad').of('ana')).toEqual({ changes: { leo: { level: 2 } }, seen });
    expect(unsentOnDevice('squad').of('marta')).toBeUndefined();
    expect(unsentOnDevice('another').of('ana')).toBeUndefined();
  });

  it('grows by what other tabs add, and loses only what was sent as it is', () => {
    const [one, other] = [unsentOnDevice('squad'), unsentOnDevice('squad')];
    one.add('ana', { leo: { level: 2 }, iker: { level: 3 } }, seen);
    other.add('ana', { leo: { level: 4 }, sara: { level: null } }, seen);
    one.settle('ana', { leo: { level: 2 }, iker: { level: 3 } }, {});
    expect(one.of('ana')).toEqual({ changes: { leo: { level: 4 }, sara: { level: null } }, seen: {} });
    other.settle('ana', { leo: { level: 4 }, sara: { level: null } }, {});
    expect(localStorage.length).toBe(0);
  });

  it('is not said to be there where the device is full, and older ratings do not go out instead', () => {
    const device = unsentOnDevice('squad');
    device.add('ana', { leo: { level: 2 }, iker: { level: 3 } }, seen);
    const storage = localStorage;
    const setItem = vi.fn<Storage['setItem']>((key, value) => storage.setItem(key, value));
    setItem.mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    vi.stubGlobal('localStorage', { getItem: (key: string) => storage.getItem(key), setItem });
    expect(device.add('ana', { leo: { level: 5 } }, seen)).toBe(false);
    expect(device.of('ana')?.changes).toEqual({ iker: { level: 3 } });
  });
});
