import { z } from 'zod';
import { type Interface, interfaces, outcomeClasses } from '../contract/message.ts';
import type { FieldError } from '../contract/result.ts';
import type { LaneKey } from '../delivery/ports.ts';
import { isAbsolutePath, isSyncedFolder } from '../host/folder-place.ts';
import { profileErrors } from './profile-errors.ts';
import { mappingShape } from './profile-mapping.ts';

/**
 * A destination profile: everything about a receiver that is not the same everywhere. Fields and reasons: docs/hl7.md.
 * What Malaffi hands out at onboarding (addresses, codes, event map) is only ever configuration.
 */
const milliseconds = z.number().int().min(100).max(600_000);

const mllpAddressSchema = z.strictObject({
  host: z.string().trim().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
});

const httpAddressSchema = z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(500) });

const folderAddressSchema = z.strictObject({ folder: z.string().trim().min(1).max(500) });

const addressSchema = z.union([mllpAddressSchema, httpAddressSchema, folderAddressSchema]);

export const profileSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(60).describe('What people see.'),
    kind: z
      .enum(['malaffi', 'practice', 'engine'])
      .default('engine')
      .describe('`practice` shows the practice banner and may use the built-in receiver.'),
    enabled: z.boolean().default(true),

    transport: z
      .enum(['mllp', 'mllps', 'http', 'folder'])
      .describe('`folder` writes each message as a file; nobody acknowledges it.'),
    address: z
      .union([z.literal('builtIn'), addressSchema])
      .optional()
      .describe(
        'Where messages go: host and port, an https address, or a folder; `builtIn` is the practice receiver that runs inside the application.',
      ),
    perInterfaceAddress: z
      .partialRecord(z.enum(interfaces), addressSchema)
      .optional()
      .describe('Instead of one address, one for each interface.'),
    allowPlainMllp: z
      .boolean()
      .default(false)
      .describe('Plain MLLP outside this machine only where someone said so: a private line carries it.'),
    authStyle: z.enum(['none', 'bearer', 'basic', 'header']).default('none'),
    authHeaderName: z.string().max(60).default('X-API-Key'),
    caPem: z.string().max(100_000).optional().describe('Certificates that sign the receiver, as PEM.'),
    contentType: z.string().max(100).default('application/hl7-v2+er7; charset=utf-8'),
    extraHeaders: z.record(z.string().max(60), z.string().max(500)).default({}),

    connectTimeoutMs: milliseconds.default(10_000),
    ackTimeoutMs: milliseconds.default(60_000),
    idleCloseMs: milliseconds.default(60_000),
    messagesPerSecond: z.number().min(0).max(1000).default(1).describe('0 is unlimited.'),
    maxStrikes: z.number().int().min(1).max(50).default(5),
    expireAfterHours: z
      .number()
      .positive()
      .max(24 * 365)
      .optional(),

    ping: z
      .strictObject({
        code: z.string().regex(/^[A-Z]{3}$/),
        trigger: z.string().regex(/^[A-Z][A-Z0-9]{2}$/),
      })
      .optional()
      .describe(
        'MSH-9 of a message without a patient that the receiver has agreed to answer, such as {"code": "NMQ", "trigger": "N01"}: the connection test and probes send it (MSH alone, MSH-11 = T).',
      ),

    outcomeOverrides: z
      .record(z.string().max(40), z.enum(outcomeClasses))
      .default({})
      .describe('Another class for a code of the table of outcomes, such as "ERR:207": "rejected"'),
    ...mappingShape,
  })
  .superRefine((profile, context) => {
    if (!profile.address && !profile.perInterfaceAddress) {
      context.addIssue({ code: 'custom', path: ['address'], message: 'missing' });
    }
    for (const { path, address } of addressesOf(profile)) {
      const http = typeof address === 'object' && 'url' in address;
      const misfit = address === 'builtIn' ? null : misfitOf(address, profile.transport);
      if (misfit) context.addIssue({ code: 'custom', path, message: misfit });
      if (typeof address === 'object' && 'folder' in address) {
        const fault = folderFault(address.folder);
        if (fault) context.addIssue({ code: 'custom', path: [...path, 'folder'], message: fault });
        continue;
      }
      if (http && !isLoopback(hostnameOf(address.url)) && !address.url.startsWith('https:')) {
        context.addIssue({ code: 'custom', path: [...path, 'url'], message: 'httpsOnly' });
      }
      if (!http && typeof address === 'object' && profile.transport === 'mllp') {
        if (!isLoopback(address.host) && !profile.allowPlainMllp) {
          context.addIssue({ code: 'custom', path: ['allowPlainMllp'], message: 'plainMllpNeedsConsent' });
        }
      }
    }
    if (profile.ping && profile.transport === 'folder') {
      context.addIssue({ code: 'custom', path: ['ping'], message: 'pingNeedsReply' });
    }
  });

export type Profile = z.output<typeof profileSchema>;

type ProfileAddress = 'builtIn' | z.infer<typeof addressSchema>;

function addressesOf(profile: {
  address?: ProfileAddress | undefined;
  perInterfaceAddress?: Partial<Record<Interface, ProfileAddress>> | undefined;
}): readonly { readonly path: string[]; readonly address: ProfileAddress }[] {
  const own = profile.address ? [{ path: ['address'], address: profile.address }] : [];
  const each = Object.entries(profile.perInterfaceAddress ?? {}).map(([name, address]) => ({
    path: ['perInterfaceAddress', name],
    address,
  }));
  return [...own, ...each];
}

/** The rule that an address breaks which does not belong to its transport; null when the two fit. */
function misfitOf(address: Exclude<ProfileAddress, 'builtIn'>, transport: string): string | null {
  if ('folder' in address) return transport === 'folder' ? null : 'folderNeedsFolder';
  if ('url' in address) return transport === 'http' ? null : 'urlNeedsHttp';
  return transport === 'mllp' || transport === 'mllps' ? null : 'hostNeedsMllp';
}

/** A folder has one meaning whoever starts the program, and its content never leaves the country by itself. */
function folderFault(folder: string): string | null {
  if (folder !== '' && !isAbsolutePath(folder)) return 'folderNotAbsolute';
  return isSyncedFolder(folder) ? 'folderIsSynced' : null;
}

/** Empty for text that is no URL: the schema has said so by then, and a refinement must not throw. */
function hostnameOf(url: string): string {
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
}

/** True for an address that never leaves this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** True where a profile sends messages to another machine without encryption, which a person has allowed. */
export function leavesPlain(profile: Profile): boolean {
  if (profile.transport !== 'mllp') return false;
  return addressesOf(profile).some(
    ({ address }) => typeof address === 'object' && 'host' in address && !isLoopback(address.host),
  );
}

/** The first host of a profile that is not this machine; null where every address stays on it. */
export function outsideHost(profile: Profile): string | null {
  const hosts = addressesOf(profile).flatMap(({ address }) => {
    if (typeof address !== 'object' || 'folder' in address) return [];
    return 'url' in address ? hostnameOf(address.url) : address.host;
  });
  return hosts.find((host) => !isLoopback(host)) ?? null;
}

export type ParsedProfile =
  | { readonly ok: true; readonly profile: Profile }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** A stored profile is asked for with every message: the same object, and what was made of it, is parsed once. */
const parsedBefore = new WeakMap<object, ParsedProfile>();

/** Parses a profile from JSON text or an object; errors name the field and the rule, never the value. */
export function parseProfile(source: unknown): ParsedProfile {
  if (typeof source !== 'object' || source === null) return parse(fromJson(source));
  const before = parsedBefore.get(source);
  if (before) return before;
  const parsed = parse(source);
  parsedBefore.set(source, parsed);
  if (parsed.ok) parsedBefore.set(parsed.profile, parsed);
  return parsed;
}

function parse(source: unknown): ParsedProfile {
  const parsed = profileSchema.safeParse(source);
  if (parsed.success) return { ok: true, profile: parsed.data };
  return { ok: false, errors: profileErrors(parsed.error.issues) };
}

function fromJson(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The lanes of a profile: messages that share an address share circuit and rate. */
export function lanesOf(destinationId: string, profile: Profile): readonly LaneKey[] {
  if (!profile.perInterfaceAddress) return [{ destinationId, interfaces: null }];
  const byAddress = new Map<string, Interface[]>();
  for (const name of interfaces) {
    const address = JSON.stringify(addressFor(profile, name));
    byAddress.set(address, [...(byAddress.get(address) ?? []), name]);
  }
  return [...byAddress.values()].map((names) => ({ destinationId, interfaces: names }));
}

/** The address of one interface; undefined when the profile names none for it. */
export function addressFor(profile: Profile, name: Interface): ProfileAddress | undefined {
  return profile.perInterfaceAddress?.[name] ?? profile.address;
}
