import { afterEach, expect, it } from 'vitest';
import { rawDatabase } from '../db/fixture/test-database.ts';
import { type Clinic, openClinic, until } from './fixture/clinic.ts';
import { must } from './preview/demo-school.ts';

let clinic: Clinic | undefined;

afterEach(() => clinic?.close());

const sent = (opened: Clinic, count: number) =>
  until(`${count} messages were sent`, async () => {
    const { sent: known } = await must(opened.client, 'queue.counts', {});
    return known === count;
  });

it('an admin reads who did what by name, by filter, and takes it away as a CSV that the chain vouches for', async () => {
  clinic = await openClinic({ speed: 100 });
  await clinic.save(0);
  const { client } = clinic;

  const all = await must(client, 'audit.query', { filter: {}, offset: 0, limit: 50 });
  const saves = await must(client, 'audit.query', {
    filter: {
      action: 'assessment.save',
      accountId: all.rows.find(({ actor }) => actor === 'Mariam')?.accountId ?? -1,
    },
    offset: 0,
    limit: 50,
  });
  const exported = await must(client, 'audit.export', { filter: {} });
  const after = await must(client, 'audit.query', { filter: {}, offset: 0, limit: 1 });

  expect(all.total).toBe(all.rows.length);
  expect(saves.rows.map(({ actor, action }) => `${actor} ${action}`)).toEqual(['Mariam assessment.save']);
  expect(exported.check).toEqual({ whole: true, rows: all.total });
  const content = exported.file.kind === 'content' ? exported.file.content : '';
  expect(content.trimEnd().split('\r\n')).toHaveLength(all.total + 1);
  expect(after.rows[0]).toMatchObject({ action: 'audit.export', actor: 'Mariam' });
});

it('a nurse reads none of it, and that she asked is written down', async () => {
  clinic = await openClinic();
  const { client } = clinic;
  const nurse = {
    name: 'Huda',
    role: 'nurse',
    secret: '246810',
    givenName: 'Huda',
    familyName: 'S',
    licence: null,
  } as const;
  await must(client, 'account.save', nurse);
  await must(client, 'session.signIn', { name: 'Huda', secret: '246810' });

  for (const [channel, input] of [
    ['audit.query', { filter: {}, offset: 0, limit: 1 }],
    ['audit.verify', {}],
    ['audit.export', { filter: {} }],
    ['setup.save', { finished: true }],
  ] as const) {
    const result = await client.call(channel, input);
    expect(result.ok ? '' : result.error.code, channel).toBe('NOT_ALLOWED');
  }
});

it('a sender that is started anew goes on with what waits', async () => {
  clinic = await openClinic({ speed: 100 });
  await clinic.save(0);
  await sent(clinic, 2);

  const status = await must(clinic.client, 'drainer.restart', {});
  await clinic.save(1);

  expect(status.state).toBe('running');
  await sent(clinic, 4);
  expect(clinic.broken()).toEqual([]);
});

it('keeps the last looks at the line, and the doctor of a nurse is a probe alone', async () => {
  clinic = await openClinic({ speed: 100 });
  await clinic.save(0);
  await sent(clinic, 2);
  const [destination] = await must(clinic.client, 'destination.list', {});

  await must(clinic.client, 'destination.test', { id: destination?.id ?? '' });

  const checks = await must(clinic.client, 'health.checks', {});
  expect(checks.map(({ kind, ok, destination: name }) => ({ kind, ok, name }))).toEqual([
    { kind: 'test', ok: true, name: 'Practice receiver' },
    { kind: 'connect', ok: true, name: 'Practice receiver' },
  ]);
});

it('diagnostics hold versions, counts and codes, and nobody by name [fault A54]', async () => {
  clinic = await openClinic({
    speed: 100,
    faults: {
      rules: [
        {
          answer: 'AE',
          times: 1,
          err: { code: '101', location: 'PID-5', userText: 'DANIEL AL MARRI is not known' },
        },
      ],
    },
  });
  const { client } = clinic;
  await clinic.save(0);
  await until('one was refused', async () => (await must(client, 'queue.counts', {})).failed > 0);
  const [patient] = await must(client, 'student.search', { text: 'S104201', limit: 1 });
  if (!patient) throw new Error('no patient');

  const { text } = await must(client, 'support.bundle', {});

  const bundle = JSON.parse(text) as Record<string, unknown>;
  expect(bundle).toMatchObject({ unsent: { failed: 1 }, schools: { count: 1, students: 60 } });
  expect(text).not.toContain('INVALID');
  const secrets = [
    ...Object.values(patient).filter((value) => typeof value === 'string' && value.length > 3),
    'DANIEL',
    'Mariam',
    'Hassan',
    'GN99999',
    'MF9999',
    'Practice receiver',
    '127.0.0.1',
  ];
  for (const secret of secrets) expect(text, String(secret)).not.toContain(secret);
});

it('the first start knows what is missing, keeps its place, and makes one trial student for test messages alone', async () => {
  clinic = await openClinic({ speed: 100 });
  const { client } = clinic;
  expect(await must(client, 'setup.get', {})).toEqual({
    step: 'school',
    finished: false,
    missing: [],
    trialAllowed: true,
  });

  await must(client, 'setup.save', { step: 'students' });
  await clinic.restart();

  expect(await must(clinic.client, 'setup.get', {})).toMatchObject({ step: 'students', finished: false });
  const first = await must(clinic.client, 'setup.trialStudent', {});
  const second = await must(clinic.client, 'setup.trialStudent', {});
  expect(first).toMatchObject({ familyName: 'TEST', studentNumber: 'TEST-1' });
  expect(second.id).toBe(first.id);
});

it('a trail that somebody changed is told to administrators until one knows, and is told anew for another break', async () => {
  clinic = await openClinic();
  const alerts = async (of: Clinic) =>
    (await must(of.client, 'health.get', {})).alerts.map(({ code }) => code);
  const raw = rawDatabase(clinic.dataDir);
  raw.exec('DROP TRIGGER audit_is_not_changed');
  raw.exec(`UPDATE audit SET detail = 'licence=0' WHERE seq = 3`);

  expect(await must(clinic.client, 'audit.verify', {})).toEqual({ whole: false, seq: 3, fault: 'changed' });
  expect(await alerts(clinic)).toContain('AUDIT_BROKEN');
  await clinic.restart();
  expect(await alerts(clinic)).toContain('AUDIT_BROKEN');

  await must(clinic.client, 'storage.acknowledge', { code: 'AUDIT_BROKEN' });
  await must(clinic.client, 'audit.verify', {});
  expect(await alerts(clinic)).not.toContain('AUDIT_BROKEN');

  raw.exec(`UPDATE audit SET detail = 'licence=0' WHERE seq = 2`);
  await must(clinic.client, 'audit.verify', {});
  expect(await alerts(clinic)).toContain('AUDIT_BROKEN');
  raw.close();
});
