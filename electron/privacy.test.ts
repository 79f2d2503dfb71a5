import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type Clinic, openClinic, until } from './fixture/clinic.ts';
import { must } from './preview/demo-school.ts';

let clinic: Clinic | undefined;

afterEach(() => clinic?.close());

it('no file on disk shows a patient, whatever was saved, sent, refused and logged [fault A54]', async () => {
  clinic = await openClinic({
    speed: 100,
    faults: {
      rules: [
        {
          answer: 'AE',
          times: 1,
          err: { code: '101', location: 'PID-5', userText: 'DANIEL AL MARRI is not known' },
        },
        { answer: 'garbage', times: 1 },
        { answer: 'noAnswer', times: 1 },
      ],
    },
  });
  const { client, dataDir } = clinic;
  const [patient] = await must(client, 'student.search', { text: 'S104201', limit: 1 });
  if (!patient) throw new Error('no patient');
  await clinic.save(0);
  await until('something was refused and logged', async () => {
    const rows = (await clinic?.rows()) ?? [];
    return rows.some(({ state }) => state === 'failed');
  });
  await client.call('student.search', { text: patient.familyName, limit: 'many', [patient.givenName]: 1 });
  await clinic.endApplication();

  const secrets = [
    patient.familyName,
    patient.givenName,
    patient.familyNameArabic,
    patient.givenNameArabic,
    patient.dateOfBirth,
    patient.dateOfBirth.replaceAll('-', ''),
    patient.emiratesId,
    patient.mobilePhone,
    'DANIEL',
    'PID|1|',
  ].filter((secret) => secret !== null);
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.map(({ name }) => name)).toContain('clinic-outbox.log');
  for (const file of files) {
    const bytes = readFileSync(join(file.parentPath, file.name));
    for (const secret of secrets) {
      expect(bytes.includes(Buffer.from(secret, 'utf8')), `${file.name} shows a patient`).toBe(false);
      expect(bytes.includes(Buffer.from(secret, 'utf16le')), `${file.name} shows a patient`).toBe(false);
    }
  }
});
