import { z } from 'zod';

/**
 * What can go wrong when the window asks for something. The code decides what the window does; the window's catalog
 * holds the sentence (`errors.<code>`), because an error thrown across IPC would keep its message alone.
 */
export const errorCodes = [
  'BAD_INPUT',
  'UNKNOWN_CHANNEL',
  'UNTRUSTED_SENDER',
  'SIGNED_OUT',
  'LOCKED',
  'CONFIRM_PERSON',
  'NOT_ALLOWED',
  'WRONG_SECRET',
  'LOCKED_OUT',
  'NAME_TAKEN',
  'SECRET_TOO_WEAK',
  'LAST_ADMIN',
  'NOT_FOUND',
  'CONFLICT',
  'NOT_A_CSV',
  'FILE_TOO_LARGE',
  'NO_DESTINATION',
  'BAD_PROFILE',
  'BAD_CERTIFICATE',
  'TOKEN_EXPIRED',
  'BUSY',
  'NOT_SAVED',
  'DISK_FULL',
  'BACKUP_FAILED',
  'DATA_CLOSED',
  'DATA_IN_USE',
  'WRONG_KEY',
  'WRONG_PASSPHRASE',
  'RESCUE_TORN',
  'RESCUE_NEWER',
  'NOTHING_TO_EXPORT',
  'MANAGED',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** `fields` names what the person must change, as paths into the input ("measurements.heightCm"), never its values. */
export interface AppError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly fields?: readonly FieldError[];
}

/** One refused field: its path in the input and the code of the rule, both safe to show and to log. */
export interface FieldError {
  readonly path: string;
  readonly rule: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: AppError };

/** A result that carries a value. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** A result that carries an expected error; `message` is one plain English sentence without patient data. */
export function fail<T = never>(code: ErrorCode, message: string, fields?: readonly FieldError[]): Result<T> {
  return { ok: false, error: fields ? { code, message, fields } : { code, message } };
}

export const appErrorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  fields: z
    .array(
      z.object({
        path: z.string(),
        rule: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
      }),
    )
    .optional(),
});
