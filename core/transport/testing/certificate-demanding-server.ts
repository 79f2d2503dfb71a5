import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Certificates } from './certificates.ts';

/**
 * OpenSSL's own test server, which refuses a client without a certificate as TLS 1.3 has it: with an alert after the
 * handshake has ended for the client. Node's server refuses later and in another way.
 */
export async function startCertificateDemandingServer(
  certificates: Certificates,
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'outbox-s-server-'));
  const write = (name: string, pem: string) => {
    writeFileSync(join(folder, name), pem);
    return join(folder, name);
  };
  const server = spawn('openssl', [
    's_server',
    ...['-accept', '127.0.0.1:0', '-tls1_3', '-Verify', '1', '-verify_return_error'],
    ...['-cert', write('cert.pem', certificates.good.cert), '-key', write('key.pem', certificates.good.key)],
    ...['-CAfile', write('ca.pem', certificates.caPem)],
  ]);
  const port = await new Promise<number>((resolve, reject) => {
    let output = '';
    server.stdout.on('data', (bytes: Buffer) => {
      output += bytes.toString();
      const match = /ACCEPT .*:(\d+)/.exec(output);
      if (match) resolve(Number(match[1]));
    });
    server.once('exit', () => reject(new Error(`openssl s_server ended: ${output}`)));
  });
  return {
    port,
    async stop() {
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
