import { expect, it } from 'vitest';
import { addressKindOf, readProfile, valueAt, withAddress, withValue } from './profile-json.ts';

it('reads an object and nothing else', () => {
  expect(readProfile('{"name":"A"}')).toEqual({ name: 'A' });
  for (const text of ['', '{', '[]', 'null', '"a"']) expect(readProfile(text)).toBeNull();
});

it('changes one field and leaves the others, known to the form or not, as they are', () => {
  const profile = { name: 'A', events: { A04: true, A03: false }, msh6: 'ADHIE' };

  expect(withValue(profile, ['events', 'A03'], true)).toEqual({
    ...profile,
    events: { A04: true, A03: true },
  });
  expect(withValue(profile, ['msh6'], undefined)).toEqual({ name: 'A', events: profile.events });
  expect(valueAt(withValue({}, ['address', 'host'], 'h'), ['address', 'host'])).toBe('h');
});

it('keeps an address that still fits when the kind of address or the transport changes', () => {
  const one = { transport: 'mllp', address: { host: 'h', port: 1 } };
  const each = withAddress(one, 'each', 'mllps');

  expect(each).toEqual({
    transport: 'mllps',
    perInterfaceAddress: {
      ADT: { host: 'h', port: 1 },
      ORU: { host: 'h', port: 1 },
      PPR: { host: 'h', port: 1 },
    },
  });
  expect([addressKindOf(one), addressKindOf(each)]).toEqual(['one', 'each']);
  expect(withAddress(each, 'one', 'mllps')).toEqual({ transport: 'mllps', address: { host: 'h', port: 1 } });
  expect(withAddress(one, 'one', 'folder')).toEqual({ transport: 'folder', address: { folder: '' } });
  expect(withAddress({ ...one, ping: {} }, 'one', 'folder')).not.toHaveProperty('ping');
  expect(withAddress({ ...one, ping: {} }, 'each', 'mllp')).toHaveProperty('ping');
  expect(withAddress(one, 'builtIn', 'mllp')).toEqual({ transport: 'mllp', address: 'builtIn' });
});
