import { z } from 'zod';
import { type Interface, interfaces } from '../contract/message.ts';
import type { FieldError } from '../contract/result.ts';
import type { LaneKey } from '../delivery/ports.ts';

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

const addressSchema = z.union([mllpAddressSchema, httpAddressSchema]);

export const profileSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    /** What kind of receiver: `practice` shows the practice banner and may use the built-in receiver. */
    kind: z.enum(['malaffi', 'practice', 'engine']).default('engine'),
    enabled: z.boolean().default(true),
    messageVersion: z.enum(['2.5.1', '2.5']).default('2.5.1'),

    transport: z.enum(['mllp', 'mllps', 'http']),
    /** Where messages go; `builtIn` is the practice receiver that runs inside the application. */
    address: z.union([z.literal('builtIn'), addressSchema]).optional(),
    /** Instead of one address, one for each interface. */
    perInterfaceAddress: z.partialRecord(z.enum(interfaces), addressSchema).optional(),
    /** Plain MLLP outside this machine only where someone said so: a private line carries it. */
    allowPlainMllp: z.boolean().default(false),
    authStyle: z.enum(['none', 'bearer', 'basic', 'header']).default('none'),
    authHeaderName: z.string().max(60).default('X-API-Key'),
    caPem: z.string().max(100_000).optional(),
    contentType: z.string().max(100).default('application/hl7-v2+er7; charset=utf-8'),
    extraHeaders: z.record(z.string().max(60), z.string().max(500)).default({}),

    connectTimeoutMs: milliseconds.default(10_000),
    ackTimeoutMs: milliseconds.default(60_000),
    idleCloseMs: milliseconds.default(60_000),
    messagesPerSecond: z.number().min(0).max(1000).default(1),
    maxStrikes: z.number().int().min(1).max(50).default(5),
    expireAfterHours: z
      .number()
      .positive()
      .max(24 * 365)
      .optional(),
    mode: z.enum(['original', 'enhanced']).default('original'),

    systemCode: z.string().trim().min(1).max(20),
    /** MSH-3..6 as written on the wire; `{system}` stands for the system code. */
    msh3: z.string().max(227).default('{system}^{system}'),
    msh4: z.string().max(227).default('{system}^{system}'),
    msh5: z.string().max(227).default('Rhapsody^MALAFFI'),
    msh6: z.string().max(227).default('ADHIE'),
    msh9Components: z.union([z.literal(2), z.literal(3)]).default(3),
    /** MSH-11: P live, T training, D debugging. */
    processingId: z.enum(['P', 'T', 'D']).default('T'),
    msh18: z.string().max(16).default('UNICODE UTF-8'),
    controlIdMax: z.number().int().min(10).max(199).default(20),
    tsOffset: z.enum(['msh7Only', 'all', 'none']).default('msh7Only'),
    nameTypeCode: z.enum(['P', 'L', 'D']).default('P'),
    arabicName: z.enum(['none', 'secondRepetition', 'primary']).default('secondRepetition'),
    tableLabel: z.string().max(20).default('MALAFFI'),
    xcnAuthoritySuffix: z.string().max(20).default('-DOHID'),
    pointOfCare: z.string().max(20).default('SCHCLINIC'),
    /** PID-11.4 and PID-11.6 of every address that was recorded. */
    addressState: z.string().max(50).default('1'),
    addressCountry: z.string().max(3).default('ARE'),
    /** XTN-3 by the kind of phone; Malaffi's own codes, not those of HL7. */
    phoneTypeCodes: z
      .strictObject({ home: z.string().max(8), mobile: z.string().max(8) })
      .default({ home: 'CH', mobile: 'CC' }),
    /** Longest OBR-2 and OBR-3 with their system code: 22 in 2.5.1. */
    orderNumberMax: z.number().int().min(22).max(199).default(22),
    nationalityField: z.enum(['PID-28', 'PID-26', 'both']).default('PID-28'),
    eidFormat: z.enum(['digits', 'dashed']).default('digits'),
    /** Digit of the placeholder for a missing Emirates ID (15 times), or null to leave PID-19 empty. */
    eidPlaceholder: z.enum(['0', '1', '2', '9']).nullable().default('9'),
    /** Observations beyond the official element list (heart rate, temperature, ...): off until the receiver confirms. */
    extraVitals: z.boolean().default(false),
    /** Religion and marital status are sent only where the receiver wants them. */
    sendReligion: z.boolean().default(false),
    maxMessageBytes: z.number().int().min(1000).max(10_000_000).default(1_000_000),
    /** Whether a named admin has confirmed the mapping; until then only MSH-11 T or D leaves. */
    mappingConfirmedBy: z.string().max(60).nullable().default(null),
  })
  .superRefine((profile, context) => {
    if (!profile.address && !profile.perInterfaceAddress) {
      context.addIssue({ code: 'custom', path: ['address'], message: 'missing' });
    }
    for (const { path, address } of addressesOf(profile)) {
      const http = typeof address === 'object' && 'url' in address;
      if (address !== 'builtIn' && http !== (profile.transport === 'http')) {
        context.addIssue({ code: 'custom', path, message: http ? 'urlNeedsHttp' : 'hostNeedsMllp' });
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
    if (profile.processingId === 'P' && !profile.mappingConfirmedBy) {
      context.addIssue({ code: 'custom', path: ['processingId'], message: 'unconfirmedMapping' });
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

/** Parses a profile from JSON text or an object; errors name the field and the rule, never the value. */
export function parseProfile(
  source: unknown,
):
  | { readonly ok: true; readonly profile: Profile }
  | { readonly ok: false; readonly errors: readonly FieldError[] } {
  const parsed = profileSchema.safeParse(typeof source === 'string' ? fromJson(source) : source);
  if (parsed.success) return { ok: true, profile: parsed.data };
  const errors = parsed.error.issues.flatMap((issue) => namedFields(issue, []));
  // The same consent is missing for each address: say it once.
  return {
    ok: false,
    errors: errors.filter((each, at) => errors.findIndex((one) => same(one, each)) === at),
  };
}

function same(a: FieldError, b: FieldError): boolean {
  return a.path === b.path && a.rule === b.rule;
}

/** The fields of an issue. Of a union (an address) the form that fits best is taken, so that the missing part is named. */
function namedFields(issue: z.core.$ZodIssue, parents: readonly PropertyKey[]): readonly FieldError[] {
  const path = [...parents, ...issue.path];
  if (issue.code === 'invalid_union') {
    const [best = []] = issue.errors
      .map((branch) => branch.flatMap((each) => namedFields(each, path)))
      .filter((branch) => branch.some((each) => each.path.split('.').length > path.length))
      .toSorted((one, other) => one.length - other.length);
    if (best.length > 0) return best;
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key].map(String).join('.'),
      rule: 'unrecognized_keys',
    }));
  }
  return [{ path: path.map(String).join('.'), rule: issue.code === 'custom' ? issue.message : issue.code }];
}

function fromJson(text: string): unknown {
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
