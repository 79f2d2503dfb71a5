import type { AppParts, Handlers } from '../app-parts.ts';
import type { ReceiverNumber } from '../contract/receiver-number.ts';
import { type FieldError, fail, ok } from '../contract/result.ts';
import { numbersWith, ownNumbers, readOwnNumbers } from '../malaffi/number-words.ts';

const key = 'receiverNumbers';

/** The receiver's numbers with the words that IT gave them, for everything that explains a refusal. */
export function knownNumbers(settings: Pick<AppParts['settings'], 'value'>): readonly ReceiverNumber[] {
  return numbersWith(readOwnNumbers(settings.value(key)));
}

/** The words of the receiver's numbers as IT edits them. */
export function receiverNumberHandlers({
  settings,
  clock,
}: Pick<AppParts, 'settings' | 'clock'>): Pick<Handlers, 'receiverNumber.list' | 'receiverNumber.save'> {
  const list = () => ok([...numbersWith(readOwnNumbers(settings.value(key)))]);
  return {
    'receiverNumber.list': list,
    'receiverNumber.save': ({ rows }, caller) => {
      const errors = wrongRows(rows);
      if (errors.length > 0) return fail('BAD_INPUT', 'Some rows are not right. Correct them.', errors);
      const own = ownNumbers(rows);
      settings.setAudited(key, own.length > 0 ? JSON.stringify(own) : null, {
        at: clock.nowMs(),
        actor: String(caller.signedIn?.accountId ?? 0),
        action: 'receiverNumber.save',
        subject: 'receiverNumbers',
        outcome: 'ok',
        detail: `own=${own.length}`,
      });
      return list();
    },
  };
}

/** A number stands once, and `{field}` in both languages or in none, so that both say the same. */
function wrongRows(rows: readonly ReceiverNumber[]): readonly FieldError[] {
  return rows.flatMap((row, index) => {
    const twice = rows.some(
      (other, earlier) => earlier < index && other.code === row.code && other.system === row.system,
    );
    const lopsided = row.english.includes('{field}') !== row.arabic.includes('{field}');
    return [
      ...(twice ? [{ path: `rows.${index}.code`, rule: 'twice' }] : []),
      ...(lopsided ? [{ path: `rows.${index}.arabic`, rule: 'fieldInBoth' }] : []),
    ];
  });
}
