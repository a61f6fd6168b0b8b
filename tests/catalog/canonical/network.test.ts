import { hash } from '../../../src/catalog/canonical/hash.js';
import { ip, mac } from '../../../src/catalog/canonical/network.js';

test.each([
  ['10.8.3.21', '10.8.3.21'],
  ['::ffff:10.8.3.21', '10.8.3.21'],
  ['::FFFF:0a08:0315', '10.8.3.21'],
  ['2001:0DB8:0000:0000:0001:0000:0000:0001', '2001:db8::1:0:0:1'],
  ['::1', '::1'],
])('the address %s is %s', (text, expected) => {
  expect(ip(text).value).toBe(expected);
  expect(ip(expected)).toEqual({ reason: null, value: expected, changed: false });
});

test.each(['10.8.3', '256.1.1.1', 'fe80::1%eth0', '1::2::3', 'host'])('%s is no address', (text) => {
  expect(ip(text).reason).toBe('FORMAT');
});

test.each(['00:1A:2B:3C:4D:5E', '00-1a-2b-3c-4d-5e', '001a2b3c4d5e'])('the MAC address %s', (text) => {
  expect(mac(text).value).toBe('00:1A:2B:3C:4D:5E');
});

test.each(['00:1A:2B:3C:4D', '00:1A-2B:3C:4D:5E', '001A2B3C4D5G'])('%s is no MAC address', (text) => {
  expect(mac(text).reason).toBe('FORMAT');
});

test('a hash is 64 lower-case digits', () => {
  const digest = '1d568ce1dc9892d897f37129a767321e818c325ead2e04bc0d84f1def688e9e4';
  expect(hash(digest)).toEqual({ reason: null, value: digest, changed: false });
  expect(hash(digest.toUpperCase())).toEqual({ reason: null, value: digest, changed: true });
  expect(hash(digest.slice(1)).reason).toBe('HASH_INVALID');
});
