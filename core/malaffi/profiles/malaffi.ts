/**
 * The template for Malaffi. Addresses and system code are empty, because they are handed out at onboarding and are nobody's
 * default: the profile is refused, naming the fields, until they are filled in. Everything here is configuration that a named
 * admin confirms in the settings, point by point; until then only training messages (MSH-11 `T`) leave.
 */
export function malaffiTemplate() {
  return {
    name: 'Malaffi',
    kind: 'malaffi',
    enabled: false,
    transport: 'mllp',
    perInterfaceAddress: {
      ADT: { host: '', port: 0 },
      ORU: { host: '', port: 0 },
      PPR: { host: '', port: 0 },
    },
    allowPlainMllp: false,
    systemCode: '',
    processingId: 'T',
    ackTimeoutMs: 60_000,
    msh5: 'Rhapsody^MALAFFI',
    msh6: 'ADHIE',
    tableLabel: 'MALAFFI',
  } as const;
}
