import { expect, test } from 'vitest';
import { networkOf } from './network-of.ts';

test('an address of IPv4 stands for itself, however it is written', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
});

test('all addresses of a network of IPv6 stand for the same', () => {
  const written = ['2001:db8:0:1::7', '2001:db8::1:0:0:0:8', '2001:0DB8:0000:0001:ffff:ffff:ffff:ffff'];
  expect(new Set(written.map(networkOf))).toEqual(new Set(['2001:db8:0:1::/64']));
});

test('two networks of IPv6 stay apart', () => {
  expect(networkOf('2001:db8:0:2::7')).not.toBe(networkOf('2001:db8:0:1::7'));
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
});

test('what is no address stands for itself', () => {
  expect(networkOf('unknown:1234')).toBe('unknown:1234');
});
