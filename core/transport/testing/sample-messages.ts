/** Invented messages for tests of the wire; only their shape matters there. */
export function sampleA04(controlId: string): Uint8Array {
  return new TextEncoder().encode(
    [
      `MSH|^~\\&|TSTSYS^TSTSYS|TSTSYS^TSTSYS|Rhapsody^MALAFFI|ADHIE|20261124103000+0400||ADT^A04^ADT_A01|${controlId}|T|2.5.1||||||UNICODE UTF-8`,
      'EVN|A04|20261124103000',
      'PID|1||S-0001^^^&TSTSYS||Al Mazrouei^Salem^Rashid^^^^P~المزروعي^سالم^راشد^^^^P||20141103|M|||||||||||784201400000018',
      'PV1|1|O|SCHCLINIC^^^MF9999&TSTSYS-DOHID||||GN99999^Nurse^Test^^^^^^&TSTSYS-DOHID||||||||||||V-0001^^^&TSTSYS',
      '',
    ].join('\r'),
  );
}

/** A reply as hl7.md 6.5 shows it. */
export function sampleAck(controlId: string, code = 'AA'): string {
  return [
    'MSH|^~\\&|Rhapsody^MALAFFI|ADHIE|TSTSYS^TSTSYS|TSTSYS^TSTSYS|20261124103001+0400||ACK^A04^ACK|ADHIE0000000000871|T|2.5.1',
    `MSA|${code}|${controlId}`,
    '',
  ].join('\r');
}
