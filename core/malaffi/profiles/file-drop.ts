/**
 * The profile that writes each message as a file into a folder, for training and for schools that wait for their onboarding:
 * everything goes out as T and nobody acknowledges it. The folder is empty, because it is nobody's default: IT fills it in.
 */
export function fileDropTemplate() {
  return {
    name: 'File drop',
    kind: 'practice',
    transport: 'folder',
    address: { folder: '' },
    systemCode: 'TSTSYS',
    processingId: 'T',
    messagesPerSecond: 0,
  } as const;
}
