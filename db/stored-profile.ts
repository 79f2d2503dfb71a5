/**
 * Profiles as they are stored, parsed once for each text: every save, and the drainer at every look, asks for them. Nobody
 * changes what was handed out, and what is made of the same object is kept too (core/malaffi/profile.ts).
 */
const parsed = new Map<string, unknown>();
const mostKept = 50;

/** The object of a stored profile's text. */
export function storedProfile(text: string): unknown {
  if (parsed.has(text)) return parsed.get(text);
  const profile: unknown = JSON.parse(text);
  if (parsed.size >= mostKept) parsed.clear();
  parsed.set(text, profile);
  return profile;
}
