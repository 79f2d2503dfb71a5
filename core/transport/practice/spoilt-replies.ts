/** Bytes that are neither HL7 nor a frame. */
export const garbage = Uint8Array.of(0x00, 0xff, 0x13, 0x37, 0x80, 0x7f, 0x1c, 0x0d);

/** What the sign-in page of a guest network looks like to a program. */
export const signInPage =
  '<!doctype html><html><head><title>Sign in</title></head><body>Welcome</body></html>';

/** The same acknowledgement for another message: MSA-2 replaced, everything else as it was. */
export function withControlId(reply: Uint8Array, controlId: string): Uint8Array {
  const text = new TextDecoder().decode(reply);
  return new TextEncoder().encode(text.replace(/\rMSA\|([A-Z]{2})\|[^|\r]*/, `\rMSA|$1|${controlId}`));
}
