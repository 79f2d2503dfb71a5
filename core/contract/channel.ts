import { z } from 'zod';

/** Who may call a channel: `open` even signed out, `nurse` any signed-in person, `admin` admins alone. */
export type Access = 'open' | 'nurse' | 'admin';

/** One request of the window: who may make it, what it takes and what it gives. */
export interface Channel<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly access: Access;
  readonly input: I;
  readonly output: O;
  /**
   * True where an administrator must have given their password in the last minutes: what takes data out, changes where it
   * goes, or cannot be taken back (docs/decisions/0018). Judged by the parsed input; nurses are refused by role instead.
   */
  asksAgain(input: z.output<I>): boolean;
}

/** Makes a channel and keeps its types. */
export function channel<I extends z.ZodType, O extends z.ZodType>(
  access: Access,
  input: I,
  output: O,
  asksAgain: (input: z.output<I>) => boolean = () => false,
): Channel<I, O> {
  return { access, input, output, asksAgain };
}

/** For channels that always ask an administrator again. */
export const always = () => true;

export const nothing = z.strictObject({});
export const done = z.object({});
export const messageId = z.strictObject({ id: z.number().int() });
export const destinationId = z.strictObject({ id: z.string().max(60) });
