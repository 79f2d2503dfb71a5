import type { TLSSocket } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CertificateFiles } from '../contract/destination.ts';
import type { Address, ClientCertificate } from '../delivery/ports.ts';
import { readClientCertificate } from './client-certificate.ts';
import { testConnection } from './doctor.ts';
import { createNodeTransport } from './node-transport.ts';
import { systemClock } from './system-clock.ts';
import { startCertificateDemandingServer } from './testing/certificate-demanding-server.ts';
import { asEncryptedKey, asPkcs12, type Certificates, makeCertificates } from './testing/certificates.ts';
import { patient } from './testing/connections.ts';
import { sampleA04, sampleAck } from './testing/sample-messages.ts';
import { startScriptedServer } from './testing/scripted-server.ts';

const passphrase = 'an invented passphrase';
let certificates: Certificates;
let pkcs12: CertificateFiles;
let pem: CertificateFiles;
const cleanUps: (() => unknown)[] = [];

beforeAll(() => {
  certificates = makeCertificates();
  const { client } = certificates;
  pkcs12 = { kind: 'pkcs12', base64: asPkcs12(client, passphrase), passphrase };
  pem = { kind: 'pem', certificatePem: client.cert, keyPem: asEncryptedKey(client, passphrase), passphrase };
});

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function kept(files: CertificateFiles): ClientCertificate {
  const read = readClientCertificate(files);
  if (!read.ok) throw new Error(read.fault);
  return read.certificate;
}

describe('reading a client certificate', () => {
  it.each(['pkcs12', 'pem'] as const)('opens %s with its passphrase and says whose it is', (kind) => {
    const read = readClientCertificate(kind === 'pem' ? pem : pkcs12);

    expect(read).toMatchObject({
      ok: true,
      facts: {
        subject: 'clinic',
        issuer: 'Practice Test CA',
        validTo: Date.parse('2099-12-31T00:00:00Z'),
        sha256: expect.stringMatching(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/),
      },
    });
  });

  it('says what is wrong with files that cannot be used, and repeats nothing of them', () => {
    const { client, strangerClient } = certificates;
    const fault = (files: CertificateFiles) => {
      const read = readClientCertificate(files);
      expect(JSON.stringify(read)).not.toMatch(/-----|invented/);
      return read.ok ? null : read.fault;
    };
    const plain = { kind: 'pem', certificatePem: client.cert, keyPem: client.key, passphrase: '' } as const;

    expect(fault({ ...pkcs12, passphrase: 'invented, wrong' })).toBe('wrongPassphrase');
    expect(fault({ ...pem, passphrase: 'invented, wrong' })).toBe('wrongPassphrase');
    expect(fault({ kind: 'pkcs12', base64: 'anVuaw==', passphrase: '' })).toBe('notACertificate');
    expect(fault({ ...plain, certificatePem: 'no PEM' })).toBe('notACertificate');
    expect(fault({ ...plain, keyPem: client.cert })).toBe('notAKey');
    expect(fault({ ...plain, keyPem: strangerClient.key })).toBe('keyDoesNotFit');
  });
});

describe('a receiver that asks for a client certificate', () => {
  /** It answers MLLP and HTTPS, and says whom it saw. */
  async function demanding() {
    const seen: string[] = [];
    const server = await startScriptedServer({
      tls: { ...certificates.good, requestCert: true, rejectUnauthorized: true, ca: certificates.caPem },
      onData: (bytes, socket) => {
        seen.push(String((socket as TLSSocket).getPeerCertificate().subject.CN));
        const ack = sampleAck('C1');
        const http = bytes.toString().startsWith('POST');
        socket.write(
          http ? `HTTP/1.1 200 OK\r\nContent-Length: ${ack.length}\r\n\r\n${ack}` : `\x0b${ack}\x1c\r`,
        );
      },
    });
    cleanUps.push(() => server.stop());
    return { server, seen };
  }

  const at = (port: number, kind: 'mllp' | 'https', clientCertificate: ClientCertificate | null): Address => {
    const tls = { caPem: certificates.caPem, clientCertificate };
    return kind === 'mllp'
      ? { kind, host: 'localhost', port, tls }
      : { kind, url: `https://localhost:${port}/hl7`, contentType: 'x/y', headers: {}, tls };
  };

  it.each([
    ['mllp', 'pkcs12'],
    ['mllp', 'pem'],
    ['https', 'pkcs12'],
    ['https', 'pem'],
  ] as const)('gets it over %s from %s', async (kind, files) => {
    const { server, seen } = await demanding();
    const own = kept(files === 'pem' ? pem : pkcs12);

    const opened = await createNodeTransport(systemClock).open(at(server.port, kind, own), patient);
    const reply = opened.ok && (await opened.connection.send(sampleA04('C1'), 'C1'));
    if (opened.ok) opened.connection.close();

    expect(reply).toMatchObject({ kind: kind === 'mllp' ? 'hl7' : 'http' });
    expect(seen).toEqual(['clinic']);
  });

  it('is told by the connection test, with whether one is missing or was refused', async () => {
    const server = await startCertificateDemandingServer(certificates);
    cleanUps.push(() => server.stop());
    const { strangerClient } = certificates;
    const stranger = kept({
      kind: 'pem',
      certificatePem: strangerClient.cert,
      keyPem: strangerClient.key,
      passphrase: '',
    });

    const missing = await testConnection(at(server.port, 'mllp', null), patient);
    const refused = await testConnection(at(server.port, 'mllp', stranger), patient);
    const accepted = await testConnection(at(server.port, 'mllp', kept(pkcs12)), patient);

    expect(missing.at(-1)).toMatchObject({
      problem: 'TLS_CLIENT_CERTIFICATE',
      detail: expect.stringContaining('asks for a client certificate, and none is set'),
    });
    expect(refused.at(-1)).toMatchObject({
      problem: 'TLS_CLIENT_CERTIFICATE',
      detail: expect.stringContaining(
        'refused our client certificate: clinic, issued by Filter Appliance CA',
      ),
    });
    expect(accepted.at(-1)).toMatchObject({
      ok: true,
      detail: expect.stringContaining(
        'our client certificate: clinic, issued by Practice Test CA, valid to 2099',
      ),
    });
  });
});
