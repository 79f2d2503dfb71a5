import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Address } from '../../core/delivery/ports.ts';
import { type Certificates, makeCertificates } from '../../core/transport/testing/certificates.ts';

/** A receiver that acknowledges everything, in a thread of its own. */
export interface Receiver {
  readonly mllpPort: number;
  readonly httpsPort: number;
  readonly caPem: string;
  readonly mllp: Address;
  readonly https: Address;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const { good, caPem }: Certificates = makeCertificates();
  const worker = new Worker(join(import.meta.dirname, 'acknowledging-server.ts'), { workerData: good });
  const [ports] = (await once(worker, 'message')) as [{ mllp: number; https: number }];
  return {
    mllpPort: ports.mllp,
    httpsPort: ports.https,
    caPem,
    mllp: { kind: 'mllp', host: '127.0.0.1', port: ports.mllp, tls: null },
    https: {
      kind: 'https',
      url: `https://localhost:${ports.https}/hl7`,
      contentType: 'application/hl7-v2',
      headers: {},
      tls: { caPem, clientCertificate: null },
    },
    async stop() {
      await worker.terminate();
    },
  };
}
