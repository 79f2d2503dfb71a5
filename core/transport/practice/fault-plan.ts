import { z } from 'zod';

/** Which messages a rule is for; all that are given must fit. Without any, it fits every message. */
const whenSchema = z.strictObject({
  controlId: z.string().min(1).optional(),
  /** MSH-9 as `ADT^A04`, or its first component alone: `ORU`. */
  kind: z
    .string()
    .regex(/^[A-Z]{3}(\^[A-Z0-9]{3})?$/, 'must look like ADT or ADT^A04')
    .optional(),
  /** The n-th message since the plan was set, counted from 1. */
  nth: z.number().int().min(1).optional(),
  transport: z.enum(['mllp', 'http']).optional(),
});

const errSchema = z.strictObject({
  /** ERR-3.1, table 0357: 100-103, 200-207. */
  code: z.string().regex(/^\d{1,6}$/, 'must be digits'),
  /** ERR-2 as `PID-3` or `PV1-7.1`. */
  location: z
    .string()
    .regex(/^[A-Z][A-Z0-9]{2}(-\d+(\.\d+)?)?$/, 'must look like PID-3.1')
    .optional(),
  /** ERR-3.2. */
  text: z.string().max(200).optional(),
  /** ERR-5: the receiver's own number and words. */
  application: z.strictObject({ code: z.string().max(20), text: z.string().max(200) }).optional(),
  /** ERR-8. */
  userText: z.string().max(250).optional(),
});

/** What every rule may say beside its answer; `times` is how often it is used before the next rule has its turn. */
const rule = { when: whenSchema.optional(), times: z.number().int().min(1).optional() };

const faultRuleSchema = z.discriminatedUnion('answer', [
  z.strictObject({ ...rule, answer: z.enum(['AA', 'CA']) }),
  z.strictObject({ ...rule, answer: z.enum(['AE', 'AR', 'CE', 'CR']), err: errSchema.optional() }),
  /** The message is kept and nobody answers. */
  z.strictObject({ ...rule, answer: z.literal('noAnswer') }),
  z.strictObject({ ...rule, answer: z.literal('late'), ms: z.number().int().min(0).max(3_600_000) }),
  /** `midRequest` hangs up after `bytes` bytes of the message; the others after keeping it. */
  z.strictObject({
    ...rule,
    answer: z.literal('cut'),
    at: z.enum(['midRequest', 'beforeReply', 'midReply']).default('beforeReply'),
    bytes: z.number().int().min(1).default(20),
  }),
  z.strictObject({
    ...rule,
    answer: z.literal('slow'),
    msPerByte: z.number().int().min(0).max(10_000).default(1),
  }),
  z.strictObject({ ...rule, answer: z.literal('garbage') }),
  z.strictObject({
    ...rule,
    answer: z.literal('wrongControlId'),
    controlId: z.string().default('NOT-YOURS'),
  }),
  z.strictObject({
    ...rule,
    answer: z.literal('html'),
    status: z.number().int().min(200).max(599).default(200),
  }),
  z.strictObject({
    ...rule,
    answer: z.literal('http'),
    status: z.number().int().min(200).max(599),
    retryAfter: z.string().optional(),
    location: z.string().optional(),
  }),
  /** An empty frame, or an empty body with 200. */
  z.strictObject({ ...rule, answer: z.literal('empty') }),
  z.strictObject({
    ...rule,
    answer: z.literal('large'),
    bytes: z.number().int().min(1).max(100_000_000).default(10_000_000),
  }),
  /** The ACK two times in one packet. */
  z.strictObject({ ...rule, answer: z.literal('twice') }),
  /** MLLP Release 2: a commit acknowledgement, then the ACK. */
  z.strictObject({ ...rule, answer: z.literal('commitFirst') }),
]);

/** The fault switches of the practice receiver: docs/practice-receiver.md. The first rule that fits answers. */
export const faultPlanSchema = z.strictObject({
  rules: z.array(faultRuleSchema).default([]),
  /** A control id that was kept before: accepted again, or refused with 205. */
  duplicates: z.enum(['accept', 'refuse']).default('accept'),
});

export type FaultRule = z.output<typeof faultRuleSchema>;

/** The ERR segment that a rule orders. */
export type FaultErr = z.output<typeof errSchema>;

export type FaultPlan = z.output<typeof faultPlanSchema>;

/** A plan as people write it, with the defaults left out. */
export type FaultPlanInput = z.input<typeof faultPlanSchema>;

/** Reads a plan; each error is one sentence that names the field. */
export function parseFaultPlan(
  source: unknown,
): { readonly ok: true; readonly plan: FaultPlan } | { readonly ok: false; readonly errors: string[] } {
  const parsed = faultPlanSchema.safeParse(source);
  if (parsed.success) return { ok: true, plan: parsed.data };
  const errors = parsed.error.issues.map((issue) => {
    const place = issue.path.map(String).join('.') || 'the plan';
    return `${place}: ${issue.message}`;
  });
  return { ok: false, errors };
}
