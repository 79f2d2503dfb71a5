import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ProblemCode } from '../../core/contract/message.ts';
import type { AppError, FieldError } from '../../core/contract/result.ts';

/*
 * errorWords(t, error)        the sentence of a typed error: what happened and what to do next
 * fieldWords(t, fieldError)   the sentence of one refused field
 * problemWords(t, code, { field?, text? })  -> { title, sentence, who, button }   (button is '' where there is none)
 * useProblemWords()           problemWords bound to the language
 * fieldName(t, field)         the name of a field, by our path or the receiver's place
 */

/** The words of a problem: title, sentence, who must act (a whole phrase), and the name of its button or ''. */
export interface ProblemWords {
  readonly title: string;
  readonly sentence: string;
  readonly who: string;
  readonly button: string;
}

/** What the receiver named: the field in its words, and its own text where it gave one. */
export interface ProblemPlace {
  readonly field?: string | null;
  readonly text?: string | null;
}

/** The sentence of an error. Decided by its code; the English message of main is the last resort for codes unknown here. */
export function errorWords(t: TFunction, error: AppError): string {
  const params = error.fields?.find((field) => field.params)?.params ?? {};
  return t(`common:errors.${error.code}`, { defaultValue: error.message, minutes: '', ...params });
}

/** The sentence of one refused field, by its rule. */
export function fieldWords(t: TFunction, { rule, params }: FieldError): string {
  return t([`common:rules.${rule}`, 'common:rules.invalid'], { ...params });
}

/** The words of a problem. */
export function problemWords(t: TFunction, code: ProblemCode, place: ProblemPlace = {}): ProblemWords {
  const field = place.field ? fieldName(t, place.field) : '';
  const variant = code === 'REFUSED_OTHER' ? (place.text ? '' : 'WithoutText') : field ? '' : 'WithoutField';
  const sentence = t([`problems:${code}.sentence${variant}`, `problems:${code}.sentence`], {
    field,
    text: place.text ?? '',
  });
  return {
    title: t(`problems:${code}.title`),
    sentence,
    who: t(`problems:who.${t(`problems:${code}.who`)}`),
    button: t(`problems:${code}.button`),
  };
}

/**
 * The name of a field: a path of ours (`student.emiratesId`), or a place that the receiver named (`PID-5.2`), whose nearest
 * known field speaks for it; else what was given.
 */
export function fieldName(t: TFunction, field: string): string {
  const segmentField = /^([A-Z][A-Z\d]{2}-\d+)(?:\.(\d+))?/.exec(field);
  if (!segmentField) return t(`problems:fields.${field}`, { defaultValue: field });
  const [, place = '', component = ''] = segmentField;
  return t([`problems:places.${place}_${component}`, `problems:places.${place}`], { defaultValue: field });
}

/** `problemWords` in the window's language. */
export function useProblemWords(): (code: ProblemCode, place?: ProblemPlace) => ProblemWords {
  const { t } = useTranslation();
  return (code, place) => problemWords(t, code, place);
}
