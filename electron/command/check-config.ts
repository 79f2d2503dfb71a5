import { readFileSync } from 'node:fs';
import type { ManagedProblem } from '../../core/contract/managed.ts';
import { badProfileSentence } from '../../core/destinations/destinations.ts';
import { parseProfile } from '../../core/malaffi/profile.ts';
import { type CertificateFileRead, readClientCertificateFile } from '../managed/client-certificate-file.ts';
import { readCompanyCa } from '../managed/company-ca.ts';
import { expectationOf } from '../managed/config-schema.ts';
import { readManagedConfig } from '../managed/managed-config.ts';
import { readPolicy } from '../managed/policy.ts';
import type { Outcome } from './exit-codes.ts';
import type { Site } from './site.ts';

/** Judges policy and `config.json` as the next start would, names every key that is wrong, and changes nothing. */
export function checkConfig({ configDir }: Site): Outcome {
  if (configDir === null)
    return { reason: 'BAD_ARGUMENTS', message: 'Name the folder of config.json with --config-dir.' };
  const { layers, problems, values } = readManagedConfig({ configDir, dataDir: null, policy: readPolicy });
  const found = [
    ...problems.map((problem) => ({ ...problem, message: sentenceOf(problem) })),
    ...profileProblems(values.profileFile, layers.policy.profileFile === undefined ? 'file' : 'policy'),
    ...certificateProblems(values, layers.policy.clientCertificateFile === undefined ? 'file' : 'policy'),
    ...caProblems(values.caFile, layers.policy.caFile === undefined ? 'file' : 'policy'),
  ];
  const keys = Object.keys(values).sort();
  return found.length === 0
    ? { reason: 'OK', message: `${keys.length} keys are fixed and valid.`, found: { keys, problems: [] } }
    : { reason: 'CONFIG_INVALID', message: `${found.length} problems.`, found: { keys, problems: found } };
}

function sentenceOf({ source, key, rule }: ManagedProblem): string {
  const where = source === 'file' ? 'config.json' : 'The policy';
  switch (rule) {
    case 'unreadable':
      return source === 'file'
        ? 'config.json cannot be read as one JSON object. Check commas, quotes and brackets.'
        : 'The policy key of the registry cannot be read.';
    case 'unknownKey':
      return `${where} names "${key}", which does not exist. Check the spelling in docs/operations.md.`;
    case 'invalid':
      return `The value of "${key}" is not valid: it takes ${expectationOf(key)}.`;
  }
}

function profileProblems(file: string | undefined, source: ManagedProblem['source']) {
  if (file === undefined) return [];
  const problem = (message: string) => [{ source, key: 'profileFile', rule: 'invalid', message }];
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    const { code = 'UNKNOWN' } = error as NodeJS.ErrnoException;
    return problem(`The profile that "profileFile" names cannot be read (${code}).`);
  }
  const parsed = parseProfile(text);
  return parsed.ok ? [] : problem(badProfileSentence(parsed.errors));
}

const certificateSentences: Record<Extract<CertificateFileRead, { ok: false }>['fault'], string> = {
  fileUnreadable:
    'The file that "clientCertificateFile" names cannot be read. Where this PC has taken it in already, take both keys out.',
  passphraseUnreadable: 'The file that "clientCertificatePassphraseFile" names cannot be read.',
  notACertificate: 'The file that "clientCertificateFile" names holds no certificate in PEM or PKCS#12 form.',
  notAKey: 'The file that "clientCertificateFile" names holds no private key beside the certificate.',
  wrongPassphrase:
    'The passphrase in the file that "clientCertificatePassphraseFile" names does not open the client certificate.',
  keyDoesNotFit:
    'The private key in the file that "clientCertificateFile" names does not fit the certificate.',
};

function certificateProblems(
  {
    clientCertificateFile: file,
    clientCertificatePassphraseFile: passphraseFile,
  }: ReturnType<typeof readManagedConfig>['values'],
  source: ManagedProblem['source'],
) {
  if (file === undefined) return [];
  const read = readClientCertificateFile(file, passphraseFile);
  if (read.ok) return [];
  const { fault } = read;
  return [{ source, key: 'clientCertificateFile', rule: fault, message: certificateSentences[fault] }];
}

function caProblems(file: string | undefined, source: ManagedProblem['source']) {
  if (file === undefined || readCompanyCa({ value: () => null, setValue() {} }, file).ok) return [];
  const message = 'The file that "caFile" names cannot be read, or holds no certificate in PEM form.';
  return [{ source, key: 'caFile', rule: 'invalid', message }];
}
