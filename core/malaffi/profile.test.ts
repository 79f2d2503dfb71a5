import { describe, expect, it } from 'vitest';
import { addressFor, lanesOf, outsideHost, parseProfile } from './profile.ts';
import { fileDropTemplate } from './profiles/file-drop.ts';
import { malaffiTemplate } from './profiles/malaffi.ts';
import { practiceProfile } from './profiles/practice.ts';

const problems = (source: unknown) => {
  const parsed = parseProfile(source);
  return parsed.ok ? [] : parsed.errors.map(({ path, rule }) => `${path} ${rule}`);
};

it.each([
  { address: 'builtIn', host: null },
  { address: { host: '127.0.0.1', port: 2575 }, host: null },
  { address: { host: 'practice.example.ae', port: 2575 }, host: 'practice.example.ae' },
])('names the host that messages leave this PC for: $host', ({ address, host }) => {
  const parsed = parseProfile({ ...practiceProfile(), transport: 'mllp', allowPlainMllp: true, address });

  expect(parsed.ok && outsideHost(parsed.profile)).toBe(host);
});

describe('parseProfile', () => {
  it('takes the practice profile as it is, as an object or as JSON', () => {
    expect(problems(practiceProfile())).toEqual([]);
    expect(problems(JSON.stringify(practiceProfile()))).toEqual([]);
  });

  it('parses a stored profile once, however many messages ask for it', () => {
    const stored = practiceProfile();
    const first = parseProfile(stored);

    expect(parseProfile(stored)).toBe(first);
    expect(parseProfile(first.ok ? first.profile : null)).toBe(first);
  });

  it('refuses the Malaffi template until address and system code are filled in, naming each', () => {
    expect(problems(malaffiTemplate())).toEqual([
      'perInterfaceAddress.ADT.host too_small',
      'perInterfaceAddress.ADT.port too_small',
      'perInterfaceAddress.ORU.host too_small',
      'perInterfaceAddress.ORU.port too_small',
      'perInterfaceAddress.PPR.host too_small',
      'perInterfaceAddress.PPR.port too_small',
      'systemCode too_small',
      'allowPlainMllp plainMllpNeedsConsent',
    ]);

    const at = (port: number) => ({ host: 'engine.clinic.example', port });
    const filled = {
      ...malaffiTemplate(),
      systemCode: 'TSTSYS',
      perInterfaceAddress: { ADT: at(1), ORU: at(2), PPR: at(3) },
    };
    expect(problems(filled)).toEqual(['allowPlainMllp plainMllpNeedsConsent']);
    expect(problems({ ...filled, allowPlainMllp: true })).toEqual([]);
  });

  it('takes the file drop once its folder is named, and refuses a folder that is relative or copied to the cloud', () => {
    const at = (folder: string) => problems({ ...fileDropTemplate(), address: { folder } });

    expect(problems(fileDropTemplate())).toEqual(['address.folder too_small']);
    for (const folder of ['/srv/outbox', 'C:\\Outbox', '\\\\server\\share']) expect(at(folder)).toEqual([]);
    expect(at('outbox')).toEqual(['address.folder folderNotAbsolute']);
    expect(at('C:\\Users\\Nurse\\OneDrive - School\\hl7')).toEqual(['address.folder folderIsSynced']);
    expect(problems({ ...fileDropTemplate(), address: { host: 'a', port: 1 } })).toEqual([
      'address hostNeedsMllp',
    ]);
  });

  it('knows no way to confirm a mapping by writing it into the profile', () => {
    expect(problems({ ...practiceProfile(), mappingConfirmedBy: 'Huda S.' })).toEqual([
      'mappingConfirmedBy unrecognized_keys',
    ]);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['address missing', { address: undefined }],
    ['address hostNeedsMllp', { transport: 'http', address: { host: 'a', port: 1 } }],
    ['address.port invalid_type', { address: { host: 'engine.clinic.example' } }],
    ['address.url invalid_format', { transport: 'http', address: { url: 'not an address' } }],
    ['address urlNeedsHttp', { address: { url: 'https://a.example/' } }],
    ['address.url httpsOnly', { transport: 'http', address: { url: 'http://a.example/' } }],
  ])('says %s', (problem, change) => {
    expect(problems({ ...practiceProfile(), ...change })).toContain(problem);
  });

  it('refuses text that is no JSON, and fields that it does not know', () => {
    expect(problems('{')).toEqual([' invalid_type']);
    expect(problems({ ...practiceProfile(), adress: 'x' })).toEqual(['adress unrecognized_keys']);
  });
});

describe('lanesOf', () => {
  it('puts interfaces that share an address into one lane', () => {
    const at = (port: number) => ({ host: '127.0.0.1', port });
    const parsed = parseProfile({
      ...practiceProfile(),
      address: undefined,
      perInterfaceAddress: { ADT: at(1), ORU: at(2), PPR: at(2) },
    });
    if (!parsed.ok) throw new Error('refused');

    expect(lanesOf('d', parsed.profile).map(({ interfaces }) => interfaces)).toEqual([
      ['ADT'],
      ['ORU', 'PPR'],
    ]);
    expect(addressFor(parsed.profile, 'PPR')).toEqual(at(2));
  });
});
