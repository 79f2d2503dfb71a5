import { describe, expect, it } from 'vitest';
import type { Caller } from '../app-parts.ts';
import type { MessageFields } from '../contract/message.ts';
import type { AuditEntry } from '../host/stores.ts';
import { dictionary } from '../malaffi/dictionary.ts';
import { holdsPatient } from '../malaffi/patient-fields.ts';
import { messageFieldsHandler } from './message-fields.ts';

const text = [
  'MSH|^~\\&|TSTSYS|TSTSYS|Rhapsody^MALAFFI|ADHIE|20251103091502+0400||ADT^A04^ADT_A01|MHIX1A2B|T|2.5.1',
  'EVN|A04|20251103091455',
  'PID|1||1004217^^^&TSTSYS||AL MANSOORI^SALEM~المنصوري^سالم||20140517|M',
  'NK1|1|AL MANSOORI^KHALID|FTH^Father^HL70063',
  'OBX|1|NM|8302-2^Body height^LN||138.5|cm',
  'NTE|1|L|Salem was shy',
  'ZZZ|Salem again',
].join('\r');

const person = (role: 'nurse' | 'admin'): Caller => ({
  signedIn: { accountId: 7, name: 'Huda', role },
  become() {},
});

function ask(role: 'nurse' | 'admin', unmask: boolean, location: string | null = null) {
  const audited: AuditEntry[] = [];
  const handler = messageFieldsHandler({
    queue: {
      row: () => ({}),
      bytes: () => new TextEncoder().encode(`${text}\r`),
      reply: () => ({ ackCode: 'AE', errCode: '101', location, text: null }),
    } as never,
    audit: { append: (entry: AuditEntry) => audited.push(entry) } as never,
    clock: { nowMs: () => 5 } as never,
  });
  const result = handler['message.fields']({ id: 12, unmask }, person(role)) as
    | { ok: true; value: MessageFields }
    | { ok: false; error: { code: string } };
  return { result, audited };
}

function fieldsIn(asked: ReturnType<typeof ask>) {
  if (!asked.result.ok) throw new Error(asked.result.error.code);
  return asked.result.value.segments.flatMap(({ fields }) => fields);
}

describe('a message field by field', () => {
  it('lets nothing of the patient out of main while it is hidden, not even in the raw line', () => {
    const said = JSON.stringify(ask('admin', false).result);

    for (const secret of [
      'MANSOORI',
      'SALEM',
      'سالم',
      '1004217',
      '20140517',
      '138.5',
      'KHALID',
      'shy',
      'again',
    ])
      expect(said).not.toContain(secret);
    expect(said).toContain('8302-2^Body height^LN');
    expect(said).toContain('MHIX1A2B');
  });

  it('shows each repetition by itself to an admin who asked, and writes that down', () => {
    const asked = ask('admin', true);

    expect(fieldsIn(asked)).toContainEqual({
      place: 'PID-5',
      repetition: 2,
      value: 'المنصوري^سالم',
      hidden: false,
      named: false,
    });
    expect(asked.audited).toMatchObject([
      { action: 'message.unmask', subject: '12', outcome: 'ok', actor: 'Huda' },
    ]);
  });

  it('refuses a nurse and writes that down too', () => {
    const asked = ask('nurse', true);

    expect(asked.result).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } });
    expect(asked.audited).toMatchObject([{ action: 'message.unmask', outcome: 'refused' }]);
  });

  it('shows the field that the receiver named although it is empty', () => {
    const named = fieldsIn(ask('nurse', false, 'PID-19.1')).filter((field) => field.named);

    expect(named).toEqual([{ place: 'PID-19', repetition: 1, value: '', hidden: false, named: true }]);
  });

  it('counts MSH as the standard does', () => {
    const header = fieldsIn(ask('nurse', false)).filter(({ place }) => place.startsWith('MSH'));

    expect(header[0]).toMatchObject({ place: 'MSH-1', value: '|' });
    expect(header[1]).toMatchObject({ place: 'MSH-2', value: '^~\\&' });
    expect(header).toContainEqual(expect.objectContaining({ place: 'MSH-10', value: 'MHIX1A2B' }));
  });
});

it('hides what PID, NK1, NTE and OBX say of a patient, and whatever nobody listed', () => {
  const hidden = [
    'PID-3',
    'PID-5',
    'PID-19',
    'NK1-2',
    'OBX-5',
    'OBX-8',
    'NTE-3',
    'DG1-3',
    'PRB-3',
    'MRG-1',
    'GT1-3',
    'IN1-2',
  ];

  for (const place of hidden) {
    const [segment = '', field] = place.split('-');
    expect({ place, hidden: holdsPatient(segment, Number(field)) }).toEqual({ place, hidden: true });
  }
  for (const field of Object.keys(dictionary.PID ?? {})
    .map(Number)
    .filter((field) => field > 1))
    expect(holdsPatient('PID', field)).toBe(true);
});
