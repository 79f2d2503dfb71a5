/**
 * The profile of the receiver that runs inside the application, for training and acceptance: every message goes out as T and
 * nothing leaves the machine. Plain JSON, as an IT person would write it.
 */
export function practiceProfile() {
  return {
    name: 'Practice receiver',
    kind: 'practice',
    transport: 'mllp',
    address: 'builtIn',
    systemCode: 'TSTSYS',
    processingId: 'T',
    extraVitals: true,
    ping: { code: 'NMQ', trigger: 'N01' },
  } as const;
}
