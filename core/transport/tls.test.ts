import type { TlsOptions as ServerTls } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Address, TlsOptions } from '../delivery/ports.ts';
import { createNodeTransport } from './node-transport.ts';
import { systemClock } from './system-clock.ts';
import { startCertificateDemandingServer } from './testing/certificate-demanding-server.ts';
import { type Certificates, makeCertificates } from './testing/certificates.ts';
import { patient, replyText } from './testing/connections.ts';
import { createManualClock } from './testing/manual-clock.ts';
import { sampleA04, sampleAck } from './testing/sample-messages.ts';
import { type ScriptedServer, startScriptedServer } from './testing/scripted-server.ts';

let certificates: Certificates;
const servers: { stop(): unknown }[] = [];
const message = sampleA04('C1');

beforeAll(() => {
  certificates = makeCertificates();
});

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function serve(tls: ServerTls | null, reply = `\x0b${sampleAck('C1')}\x1c\r`): Promise<ScriptedServer> {
  const server = await startScriptedServer({
    ...(tls ? { tls } : {}),
    onData: (_bytes, socket) => socket.write(reply),
  });
  servers.push(server);
  return server;
}

function trusting(own: Partial<TlsOptions> = {}): TlsOptions {
  return { caPem: certificates.caPem, clientCertificate: null, ...own };
}

/** Tries to open and, if that succeeds, to send: what a server that must get nothing would then have. */
async function openAndSend(server: { readonly port: number }, tls: TlsOptions, kind: 'mllp' | 'https') {
  const address: Address =
    kind === 'mllp'
      ? { kind, host: 'localhost', port: server.port, tls }
      : { kind, url: `https://localhost:${server.port}/hl7`, contentType: 'x/y', headers: {}, tls };
  const opened = await createNodeTransport(systemClock).open(address, patient);
  if (!opened.ok) return opened.fault;
  const reply = await opened.connection.send(message, 'C1');
  opened.connection.close();
  return reply;
}

describe.each(['mllp', 'https'] as const)('TLS under %s [faults 14, A34]', (kind) => {
  it.each([
    ['expired', 'tlsExpired', 'CERT_HAS_EXPIRED'],
    ['notYetValid', 'tlsExpired', 'CERT_NOT_YET_VALID'],
    ['otherHost', 'tlsName', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['selfSigned', 'tlsUntrusted', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['unknownCa', 'tlsUntrusted', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ] as const)(
    'sends not one byte of the message to a server whose certificate is %s',
    async (name, fault, code) => {
      const server = await serve(certificates[name]);

      expect(await openAndSend(server, trusting(), kind)).toEqual({ kind: fault, code });
      expect(server.received()).toBe('');
    },
  );

  it('sends nothing to a server that speaks no more than TLS 1.1', async () => {
    const server = await serve({
      ...certificates.good,
      minVersion: 'TLSv1.1',
      maxVersion: 'TLSv1.1',
      // OpenSSL 3 lets the old version be spoken at all only at this level.
      ciphers: 'DEFAULT:@SECLEVEL=0',
    });

    expect(await openAndSend(server, trusting(), kind)).toMatchObject({ kind: 'tlsOther' });
    expect(server.received()).toBe('');
  });

  it('sends nothing to a server that speaks no TLS', async () => {
    const server = await serve(null, 'HTTP/1.1 400 Bad Request\r\n\r\n');

    expect(await openAndSend(server, trusting(), kind)).toMatchObject({ kind: 'tlsOther' });
    expect(server.received()).not.toContain('MSH');
  });

  it('does not trust a private CA that the profile does not name', async () => {
    const server = await serve(certificates.good);

    expect(await openAndSend(server, trusting({ caPem: null }), kind)).toMatchObject({
      kind: 'tlsUntrusted',
    });
    expect(server.received()).toBe('');
  });

  it('opens nothing with a client certificate that cannot be read', async () => {
    const server = await serve(certificates.good);

    const fault = await openAndSend(
      server,
      trusting({ clientCertificate: { kind: 'pem', certificatePem: 'no PEM', keyPem: '' } }),
      kind,
    );

    expect(fault).toMatchObject({ kind: 'tlsOther' });
    expect(server.sockets).toHaveLength(0);
  });

  it('calls a refused client certificate a fault of the connection: no message may count as sent', async () => {
    const server = await startCertificateDemandingServer(certificates);
    servers.push(server);

    expect(await openAndSend(server, trusting(), kind)).toMatchObject({
      kind: 'tlsClientCertificate',
      code: expect.stringMatching(/CERTIFICATE_REQUIRED/),
    });
  });
});

describe('TLS that is in order', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'delivers over %s to the named host under the profile’s CA',
    async (version) => {
      const server = await serve({ ...certificates.good, minVersion: version, maxVersion: version });

      const reply = await openAndSend(server, trusting(), 'mllp');

      expect(reply).toMatchObject({ kind: 'hl7' });
      expect('body' in reply && replyText(reply)).toBe(sampleAck('C1'));
    },
  );

  it('delivers over HTTPS', async () => {
    const ack = sampleAck('C1');
    const server = await serve(
      certificates.good,
      `HTTP/1.1 200 OK\r\nContent-Length: ${ack.length}\r\n\r\n${ack}`,
    );

    expect(await openAndSend(server, trusting(), 'https')).toMatchObject({ kind: 'http', status: 200 });
  });

  it('shows the client certificate to a server that asks for one', async () => {
    const server = await serve({ ...certificates.good, requestCert: true, ca: certificates.caPem });
    const { cert, key } = certificates.client;

    const reply = await openAndSend(
      server,
      trusting({ clientCertificate: { kind: 'pem', certificatePem: cert, keyPem: key } }),
      'mllp',
    );

    expect(reply.kind).toBe('hl7');
  });

  it('gives up on a handshake that never ends, and says which one', async () => {
    const clock = createManualClock();
    const server = await startScriptedServer({
      onData: () => clock.advance(patient.connectMs),
    });
    servers.push(server);

    const opened = await createNodeTransport(clock).open(
      { kind: 'mllp', host: 'localhost', port: server.port, tls: trusting() },
      patient,
    );

    expect(opened).toEqual({ ok: false, fault: { kind: 'timeout', code: 'TLS_HANDSHAKE_TIMEOUT' } });
  });
});
