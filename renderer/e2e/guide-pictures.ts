import { trayStates } from '../../core/contract/health.ts';

/** The pictures of the nurse's guide: `name.en.png` and `name.ar.png` in docs/pictures. `guide.spec.ts` makes each. */
export const guidePictures = [
  'sign-in',
  'find',
  'check',
  'saved',
  'class',
  'offline',
  'refused',
  'fix',
  'correct',
  'day',
  'who',
] as const;

export type GuidePicture = (typeof guidePictures)[number];

/** A picture that is larger makes the guide slow to open, and shows more than its sentence speaks of. */
export const maxPictureBytes = 120_000;

/** Every file that `guide.spec.ts` writes, in the order of their names. */
export function pictureFiles(): readonly string[] {
  const pages = guidePictures.flatMap((name) => [`${name}.en.png`, `${name}.ar.png`]);
  return [...pages, ...trayStates.map((state) => `tray-${state}.png`)].sort();
}
