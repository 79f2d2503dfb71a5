import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFaultPlan } from './fault-plan.ts';
import { createFaultPicker } from './pick-fault.ts';

const a04 = { controlId: 'C1', kind: 'ADT^A04', transport: 'mllp' } as const;
const oru = { controlId: 'C2', kind: 'ORU^R01', transport: 'mllp' } as const;

function picker(plan: unknown) {
  const parsed = parseFaultPlan(plan);
  if (!parsed.ok) throw new Error(parsed.errors.join('; '));
  return createFaultPicker(parsed.plan);
}

describe('a fault plan', () => {
  it('has a sample that can be used', () => {
    const sample: unknown = JSON.parse(
      readFileSync(new URL('../../../samples/faults.json', import.meta.url), 'utf8'),
    );

    expect(parseFaultPlan(sample)).toMatchObject({ ok: true });
  });

  it.each([
    [{ rules: [{ answer: 'AE', err: { code: 'x' } }] }, 'rules.0.err.code: must be digits'],
    [{ rules: [{ answer: 'late' }] }, 'rules.0.ms: '],
    [{ rules: [{ answer: 'maybe' }] }, 'rules.0.answer: '],
    [{ rules: [{ answer: 'AA', when: { kind: 'adt' } }] }, 'rules.0.when.kind: must look like'],
    [{ rule: [] }, 'the plan: Unrecognized key: "rule"'],
    [[], 'the plan: '],
  ])('names the field that is wrong in %j', (plan, error) => {
    const parsed = parseFaultPlan(plan);

    expect(parsed.ok === false && parsed.errors.join()).toContain(error);
  });

  it('uses rules in order, each as often as it says, and then answers honestly', () => {
    const { pick } = picker({
      rules: [
        { times: 2, answer: 'AE' },
        { times: 1, answer: 'noAnswer' },
      ],
    });

    expect([a04, a04, a04, a04].map((arrival) => pick(arrival)?.answer)).toEqual([
      'AE',
      'AE',
      'noAnswer',
      undefined,
    ]);
  });

  it('picks by kind, control id, transport and number', () => {
    const { pick } = picker({
      rules: [
        { when: { kind: 'ORU' }, answer: 'AE' },
        { when: { controlId: 'C9' }, answer: 'AR' },
        { when: { nth: 4 }, answer: 'garbage' },
        { when: { transport: 'http' }, answer: 'html' },
      ],
    });

    expect(pick(a04)).toBeNull();
    expect(pick(oru)?.answer).toBe('AE');
    expect(pick({ ...a04, controlId: 'C9' })?.answer).toBe('AR');
    expect(pick(a04)?.answer).toBe('garbage');
    expect(pick({ ...a04, transport: 'http' })?.answer).toBe('html');
  });

  it('cuts the n-th message while it comes in, and only that one', () => {
    const faults = picker({ rules: [{ when: { nth: 2 }, answer: 'cut', at: 'midRequest', bytes: 5 }] });

    const before = faults.cutAfter('mllp');
    faults.pick(a04);
    const during = faults.cutAfter('mllp');
    faults.countCut('mllp');

    expect([before, during, faults.cutAfter('mllp')]).toEqual([null, 5, null]);
  });
});
