import { fileDropTemplate } from './file-drop.ts';
import { malaffiTemplate } from './malaffi.ts';
import { practiceProfile } from './practice.ts';

/** The ready-made profiles as JSON, the one for the receiver first. */
export function templates() {
  const text = (profile: object) => JSON.stringify(profile, null, 2);
  return [
    { name: 'malaffi' as const, profile: text(malaffiTemplate()) },
    { name: 'fileDrop' as const, profile: text(fileDropTemplate()) },
    { name: 'practice' as const, profile: text(practiceProfile()) },
  ];
}
