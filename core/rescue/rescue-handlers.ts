import type { AppParts, Handlers } from '../app-parts.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import { handOut, notSaved } from './hand-out.ts';
import type { RescueFault } from './ports.ts';

/** The queue of a broken PC: out in a sealed file, in from one, and back where it came from. Admins alone. */
export function rescueHandlers(
  { rescue, clock, saveFile }: Pick<AppParts, 'rescue' | 'clock' | 'saveFile'>,
  changed: () => void,
): Pick<
  Handlers,
  | 'rescue.list'
  | 'rescue.export'
  | 'rescue.exportClosed'
  | 'rescue.preview'
  | 'rescue.import'
  | 'rescue.takeBack'
> {
  return {
    'rescue.list': () => ok([...rescue.exports()]),

    'rescue.export': async (_, { signedIn }) => {
      if (!signedIn) return fail('SIGNED_OUT', 'Sign in first.');
      const sealed = await rescue.exportQueue(signedIn, clock.nowMs());
      if (!sealed) return fail('NOTHING_TO_EXPORT', 'Everything was sent: there is nothing to take along.');
      const { exportId } = sealed.summary;
      const handed = await handOut(sealed, saveFile);
      if (handed === 'failed' || handed.kind === 'cancelled')
        rescue.takeBack(exportId, true, signedIn, clock.nowMs());
      else rescue.exported(exportId, signedIn, clock.nowMs());
      changed();
      return handed === 'failed' ? notSaved() : ok(handed);
    },

    'rescue.exportClosed': () =>
      fail('CONFLICT', 'The data of this PC is open: sign in and export under Settings, Storage.'),

    'rescue.preview': async ({ text, key }) => {
      const result = await rescue.importFile(text, key, null, clock.nowMs());
      return result.ok ? ok(shown(result.effect)) : refused(result.fault);
    },

    'rescue.import': async ({ text, key }, { signedIn }) => {
      if (!signedIn) return fail('SIGNED_OUT', 'Sign in first.');
      const result = await rescue.importFile(text, key, signedIn, clock.nowMs());
      if (!result.ok) return refused(result.fault);
      changed();
      return ok(shown(result.effect));
    },

    'rescue.takeBack': ({ exportId }, { signedIn }) => {
      if (!signedIn) return fail('SIGNED_OUT', 'Sign in first.');
      const messages = rescue.takeBack(exportId, false, signedIn, clock.nowMs());
      if (messages === 0) return fail('NOT_FOUND', 'Nothing of this export is set aside any more.');
      changed();
      return ok({ messages });
    },
  };
}

function shown<T extends { readonly missingReceivers: readonly string[] }>(effect: T) {
  return { ...effect, missingReceivers: [...effect.missingReceivers] };
}

function refused(fault: RescueFault): Result<never> {
  switch (fault) {
    case 'TORN':
      return fail(
        'RESCUE_TORN',
        'This is no rescue file, or it is not whole. Copy it again from where it was saved.',
      );
    case 'NEWER':
      return fail(
        'RESCUE_NEWER',
        'This file was written by a newer version. Install that version here first.',
      );
    case 'WRONG_KEY':
      return fail(
        'WRONG_PASSPHRASE',
        'This does not open the file. Nothing was changed. Look at the paper and type it again.',
        [{ path: 'key', rule: 'wrongKey' }],
      );
  }
}
