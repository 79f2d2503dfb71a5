import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { TestStep } from '../contract/destination.ts';
import type { ProblemCode } from '../contract/message.ts';
import type { Address, ConnectFault, Timeouts } from '../delivery/ports.ts';
import type { Clock } from '../host/ports.ts';
import type { Ping } from '../malaffi/ping.ts';
import { describeOwnCertificate } from './client-certificate.ts';
import { openSocket, type Target } from './connect.ts';
import { codeOf } from './connect-fault.ts';
import { testFolder } from './folder-test.ts';
import { plainRefused, targetOf } from './node-transport.ts';
import { sendPing } from './ping.ts';
import { describeCertificate, readUntrustedCertificate } from './presented-certificate.ts';
import type { Hop } from './proxy-lookup.ts';
import { hopsTo, noSurroundings, openVia, type Surroundings } from './reach.ts';
import { systemClock } from './system-clock.ts';

/** What one step found; the test ends with the first that is not ok. */
export interface Finding {
  readonly step: TestStep['step'];
  readonly ok: boolean;
  readonly problem: ProblemCode | null;
  /** Addresses, versions, names and dates of certificates, codes: never patient data. */
  readonly detail: string;
}

/**
 * Tries a destination step by step, each with its time: name, route, the proxy in between where there is one, secure connection,
 * and, only where the profile names a ping, authorization and reply. Never sends patient data, and stops at the first step that
 * fails.
 */
export async function testConnection(
  address: Address,
  timeouts: Timeouts,
  ping?: Ping,
  clock: Clock = systemClock,
  surroundings: Surroundings = noSurroundings,
): Promise<readonly TestStep[]> {
  if (address.kind === 'folder') return testFolder(address.folder, timeouts, clock);
  const target = targetOf(address, surroundings);
  if (!target) {
    return [{ step: 'profile', ok: false, problem: 'CONFIG', detail: plainRefused(address), durationMs: 0 }];
  }
  const { connectMs } = timeouts;
  const found = await hopsTo(target, connectMs, surroundings);
  if (!found.ok) return [{ ...faultFinding('proxy', found.fault), durationMs: 0 }];
  // The first way out is the one that is meant; whether a later one would do is for the sender to find.
  const hop = found.hops[0] ?? { kind: 'direct' };
  const first = hop.kind === 'proxy' ? { ...hop, tls: null } : target;
  const looks: (() => Promise<readonly Finding[]>)[] = [
    async () => [await resolveName(first, timeouts, clock)],
    async () => [await tryRoute(first, timeouts, clock)],
  ];
  if (hop.kind === 'proxy') looks.push(async () => [await tryProxy(hop, target, connectMs, clock)]);
  if (target.tls) looks.push(async () => [await trySecureConnection(hop, target, connectMs, clock)]);
  if (ping) looks.push(() => sendPing(address, timeouts, ping, clock, surroundings));

  const steps: TestStep[] = [];
  for (const look of looks) {
    const startedAt = clock.monotonicMs();
    const found = await look();
    const durationMs = clock.monotonicMs() - startedAt;
    steps.push(...found.map((finding) => ({ ...finding, durationMs })));
    if (found.some((finding) => !finding.ok)) break;
  }
  return steps;
}

async function resolveName({ host }: Target, { connectMs }: Timeouts, clock: Clock): Promise<Finding> {
  const step = 'name';
  if (isIP(host)) return { step, ok: true, problem: null, detail: host };
  let cancel = () => {};
  const late = new Promise<'late'>((resolve) => {
    cancel = clock.after(connectMs, () => resolve('late'));
  });
  try {
    const found = await Promise.race([lookup(host, { all: true }), late]);
    if (found === 'late') return { step, ok: false, problem: 'NET_OFFLINE', detail: 'ETIMEDOUT' };
    return { step, ok: true, problem: null, detail: found.map(({ address }) => address).join(', ') };
  } catch (error) {
    const code = codeOf(error);
    // EAI_AGAIN: no name server answers. ENOTFOUND need not mean a wrong name: Windows says it without a network too.
    const problem = code === 'EAI_AGAIN' ? 'NET_OFFLINE' : 'NET_UNREACHABLE';
    return { step, ok: false, problem, detail: code };
  } finally {
    cancel();
  }
}

async function tryRoute(target: Target, { connectMs }: Timeouts, clock: Clock): Promise<Finding> {
  const opened = await openSocket({ ...target, tls: null }, connectMs, clock);
  if (!opened.ok) return faultFinding('route', opened.fault);
  const { remoteAddress = '', remotePort = 0 } = opened.socket;
  opened.socket.destroy();
  return { step: 'route', ok: true, problem: null, detail: `${remoteAddress} ${remotePort}` };
}

/** A tunnel and nothing in it: the receiver is told nothing yet. */
async function tryProxy(hop: Hop, target: Target, connectMs: number, clock: Clock): Promise<Finding> {
  const opened = await openVia(hop, { ...target, tls: null }, connectMs, clock);
  const proxy = hop.kind === 'proxy' ? `${hop.host} ${hop.port}` : '';
  if (!opened.ok) {
    const finding = faultFinding('proxy', opened.fault);
    return { ...finding, detail: `${proxy}: ${finding.detail}` };
  }
  opened.socket.destroy();
  return { step: 'proxy', ok: true, problem: null, detail: `${proxy} > ${target.host} ${target.port}` };
}

async function trySecureConnection(
  hop: Hop,
  target: Target,
  connectMs: number,
  clock: Clock,
): Promise<Finding> {
  const own = target.tls?.clientCertificate ?? null;
  const opened = await openVia(hop, target, connectMs, clock);
  if (opened.ok) {
    const { socket } = opened;
    const detail = socket instanceof TLSSocket ? secureDetail(socket) : '';
    socket.destroy();
    const shown = own ? `; our client certificate: ${describeOwnCertificate(own)}` : '';
    return { step: 'secureConnection', ok: true, problem: null, detail: detail + shown };
  }
  const finding = faultFinding('secureConnection', opened.fault);
  if (finding.problem === 'TLS_CLIENT_CERTIFICATE') {
    const which = own
      ? `the receiver refused our client certificate: ${describeOwnCertificate(own)}`
      : 'the receiver asks for a client certificate, and none is set';
    return { ...finding, detail: `${finding.detail}; ${which}` };
  }
  if (!finding.problem?.startsWith('TLS_')) return finding;
  const over = await openVia(hop, { ...target, tls: null }, connectMs, clock);
  const shown = over.ok ? await readUntrustedCertificate(over.socket, target.host, connectMs, clock) : null;
  if (!shown) return finding;
  const { issuer, subject, validFrom, validTo, chain } = shown;
  return {
    ...finding,
    detail: `${finding.detail}; certificate of ${subject}, issued by ${issuer}, valid ${validFrom} to ${validTo}, chain: ${chain.join(' < ')}`,
  };
}

function secureDetail(socket: TLSSocket): string {
  const { issuer, validTo, chain } = describeCertificate(socket.getPeerCertificate(true));
  return `${socket.getProtocol() ?? ''}, issued by ${issuer}, valid to ${validTo}, chain: ${chain.join(' < ')}`;
}

const problems: Readonly<Record<ConnectFault['kind'], ProblemCode>> = {
  dns: 'NET_UNREACHABLE',
  refused: 'NET_UNREACHABLE',
  noRoute: 'NET_UNREACHABLE',
  timeout: 'NET_TIMEOUT_BEFORE_SEND',
  tlsName: 'TLS_NAME',
  tlsExpired: 'TLS_EXPIRED',
  tlsUntrusted: 'TLS_UNTRUSTED',
  tlsClientCertificate: 'TLS_CLIENT_CERTIFICATE',
  tlsOther: 'TLS_UNTRUSTED',
  proxy: 'PROXY',
  proxySignIn: 'PROXY_SIGN_IN',
  reset: 'NET_UNREACHABLE',
  folderMissing: 'FOLDER_MISSING',
  folderDenied: 'FOLDER_DENIED',
  folderFull: 'FOLDER_FULL',
};

function faultFinding(step: TestStep['step'], fault: ConnectFault): Finding {
  return { step, ok: false, problem: problems[fault.kind], detail: fault.code };
}
