import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate with its key, both PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/** Real certificates made by the openssl tool for one test run; every server identity is for `localhost` unless named so. */
export interface Certificates {
  readonly caPem: string;
  readonly good: Identity;
  readonly expired: Identity;
  readonly notYetValid: Identity;
  readonly otherHost: Identity;
  readonly selfSigned: Identity;
  readonly unknownCa: Identity;
  readonly client: Identity;
  /** Signed by a CA that the servers do not trust. */
  readonly strangerClient: Identity;
}

/** Makes a CA, one it is not, and a certificate for every way a server can be wrong. Needs the openssl command. */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'outbox-certificates-'));
  try {
    const ca = makeCa(folder, 'ca', 'Practice Test CA');
    const stranger = makeCa(folder, 'stranger', 'Filter Appliance CA');
    return {
      caPem: ca.cert,
      good: issue(folder, 'ca', 'good', 'localhost', '20200101000000Z', '20991231000000Z'),
      expired: issue(folder, 'ca', 'expired', 'localhost', '20200101000000Z', '20200201000000Z'),
      notYetValid: issue(folder, 'ca', 'early', 'localhost', '20980101000000Z', '20991231000000Z'),
      otherHost: issue(folder, 'ca', 'other', 'other.example', '20200101000000Z', '20991231000000Z'),
      unknownCa: issue(folder, 'stranger', 'unknown', 'localhost', '20200101000000Z', '20991231000000Z'),
      client: issue(folder, 'ca', 'client', 'clinic', '20200101000000Z', '20991231000000Z'),
      strangerClient: issue(folder, 'stranger', 'client', 'clinic', '20200101000000Z', '20991231000000Z'),
      selfSigned: stranger,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same identity as PKCS#12 under a passphrase, as base64: what a receiver's IT hands out. */
export function asPkcs12({ cert, key }: Identity, passphrase: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'outbox-pkcs12-'));
  try {
    writeFileSync(join(folder, 'both.pem'), `${cert}${key}`);
    openssl(
      ['pkcs12', '-export', '-in', join(folder, 'both.pem'), '-out', join(folder, 'both.p12')],
      ['-passout', `pass:${passphrase}`],
    );
    return readFileSync(join(folder, 'both.p12')).toString('base64');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The key under a passphrase, as PEM. */
export function asEncryptedKey({ key }: Identity, passphrase: string): string {
  return createPrivateKey(key)
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
    .toString();
}

function makeCa(folder: string, name: string, commonName: string): Identity {
  const home = join(folder, name);
  mkdirSync(home);
  writeFileSync(join(home, 'index.txt'), '');
  writeFileSync(join(home, 'serial'), '1000');
  writeFileSync(
    join(home, 'ca.cnf'),
    [
      '[ca]',
      'default_ca = this',
      '[this]',
      `database = ${home}/index.txt`,
      `serial = ${home}/serial`,
      `new_certs_dir = ${home}`,
      `certificate = ${home}/cert.pem`,
      `private_key = ${home}/key.pem`,
      'default_md = sha256',
      'policy = any',
      'copy_extensions = copy',
      'unique_subject = no',
      '[any]',
      'commonName = supplied',
    ].join('\n'),
  );
  openssl(
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '3650'],
    ['-subj', `/CN=${commonName}`, '-addext', 'subjectAltName=DNS:localhost'],
    ['-keyout', join(home, 'key.pem'), '-out', join(home, 'cert.pem')],
  );
  return read(home, 'cert', 'key');
}

function issue(
  folder: string,
  ca: string,
  name: string,
  host: string,
  startsAt: string,
  endsAt: string,
): Identity {
  const home = join(folder, ca);
  const at = (kind: string) => join(home, `${name}.${kind}.pem`);
  openssl(
    ['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
    ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`],
    ['-keyout', at('key'), '-out', at('request')],
  );
  openssl(
    ['ca', '-batch', '-notext', '-config', join(home, 'ca.cnf'), '-startdate', startsAt, '-enddate', endsAt],
    ['-in', at('request'), '-out', at('cert')],
  );
  return read(home, `${name}.cert`, `${name}.key`);
}

function read(home: string, cert: string, key: string): Identity {
  return {
    cert: readFileSync(join(home, `${cert}.pem`), 'utf8'),
    key: readFileSync(join(home, `${key}.pem`), 'utf8'),
  };
}

function openssl(...args: string[][]): void {
  execFileSync('openssl', args.flat(), { stdio: 'pipe' });
}
