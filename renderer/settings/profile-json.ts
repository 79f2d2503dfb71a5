/** A profile as it stands in the JSON that is edited: what the form does not know stays as it is. */
export type ProfileJson = Readonly<Record<string, unknown>>;

export type ProfilePath = readonly string[];

/** The profile in a text; null where the text is no JSON object. */
export function readProfile(text: string): ProfileJson | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** The value at a path; undefined where there is none. */
export function valueAt(profile: ProfileJson, path: ProfilePath): unknown {
  return path.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), profile);
}

/** The profile with another value at a path; undefined takes the field out. Order of the fields is kept. */
export function withValue(
  profile: ProfileJson,
  [name = '', ...rest]: ProfilePath,
  value: unknown,
): ProfileJson {
  const inner = profile[name];
  const next = rest.length === 0 ? value : withValue(isObject(inner) ? inner : {}, rest, value);
  if (next === undefined) {
    const { [name]: _gone, ...others } = profile;
    return others;
  }
  return { ...profile, [name]: next };
}

/** The text of a profile as people read it. */
export function profileText(profile: ProfileJson): string {
  return JSON.stringify(profile, null, 2);
}

/** An address without anything in it, in the shape that a transport needs; port 0 is none yet. */
export function emptyAddress(transport: unknown): ProfileJson {
  if (transport === 'http') return { url: '' };
  return transport === 'folder' ? { folder: '' } : { host: '', port: 0 };
}

const interfaces = ['ADT', 'ORU', 'PPR'] as const;

/** Where messages go: one address, one for each kind of message, or the receiver inside the application. */
export type AddressKind = 'one' | 'each' | 'builtIn';

/** Which of the three a profile has. */
export function addressKindOf(profile: ProfileJson): AddressKind {
  if (profile.address === 'builtIn') return 'builtIn';
  return profile.perInterfaceAddress ? 'each' : 'one';
}

/** The profile with another kind of address, or with addresses that fit another transport; what still fits is kept. */
export function withAddress(profile: ProfileJson, kind: AddressKind, transport: unknown): ProfileJson {
  const empty = emptyAddress(transport);
  const shape = Object.keys(empty).join();
  const fits = (address: unknown) => isObject(address) && Object.keys(address).join() === shape;
  const { address, perInterfaceAddress, ping, ...others } = profile;
  // A folder answers nothing, so it has no ping.
  const rest = { ...others, ...(ping && transport !== 'folder' ? { ping } : {}), transport };
  if (kind === 'builtIn') return { ...rest, address: 'builtIn' };
  const each = isObject(perInterfaceAddress) ? perInterfaceAddress : {};
  const known = [address, ...Object.values(each)].find(fits) ?? empty;
  if (kind === 'one') return { ...rest, address: known };
  const own = interfaces.map((name) => [name, fits(each[name]) ? each[name] : known]);
  return { ...rest, perInterfaceAddress: Object.fromEntries(own) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
