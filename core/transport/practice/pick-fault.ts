import type { FaultPlan, FaultRule } from './fault-plan.ts';

/** What a rule may look at. */
export interface Arrival {
  readonly controlId: string;
  readonly kind: string;
  readonly transport: 'mllp' | 'http';
}

export interface FaultPicker {
  readonly plan: FaultPlan;
  /** Counts the message and gives the rule that answers it; null means an honest answer. */
  pick(arrival: Arrival): FaultRule | null;
  /** After how many bytes the next message is to be cut off; null when it may come in whole. Nothing is counted. */
  cutAfter(transport: 'mllp' | 'http'): number | null;
  /** The message that `cutAfter` spoke of was cut off. */
  countCut(transport: 'mllp' | 'http'): void;
}

type MidRequestCut = Extract<FaultRule, { answer: 'cut' }>;

/** Applies a plan: the first rule that fits and has a use left. The counters begin anew with each plan. */
export function createFaultPicker(plan: FaultPlan): FaultPicker {
  const used = plan.rules.map(() => 0);
  let count = 0;

  const hasUseLeft = (rule: FaultRule, index: number) => (used[index] ?? 0) < (rule.times ?? Infinity);
  const use = (index: number) => {
    used[index] = (used[index] ?? 0) + 1;
  };
  const nextIndex = (transport: 'mllp' | 'http', arrival: Arrival | null) =>
    plan.rules.findIndex(
      (rule, index) => hasUseLeft(rule, index) && fits(rule, transport, arrival, count + 1),
    );
  const nextCut = (transport: 'mllp' | 'http'): { index: number; rule: MidRequestCut } | null => {
    const index = nextIndex(transport, null);
    const rule = plan.rules[index];
    return rule?.answer === 'cut' && rule.at === 'midRequest' ? { index, rule } : null;
  };

  return {
    plan,
    pick(arrival) {
      const index = nextIndex(arrival.transport, arrival);
      count += 1;
      if (index < 0) return null;
      use(index);
      return plan.rules[index] ?? null;
    },
    cutAfter: (transport) => nextCut(transport)?.rule.bytes ?? null,
    countCut(transport) {
      const cut = nextCut(transport);
      if (!cut) return;
      count += 1;
      use(cut.index);
    },
  };
}

/** `arrival` is null while a message is still coming in: a rule that asks for its contents cannot fit yet. */
function fits(rule: FaultRule, transport: 'mllp' | 'http', arrival: Arrival | null, nth: number): boolean {
  const { when } = rule;
  if (!when) return true;
  if (when.transport && when.transport !== transport) return false;
  if (when.nth && when.nth !== nth) return false;
  if (when.controlId && when.controlId !== arrival?.controlId) return false;
  if (when.kind && when.kind !== arrival?.kind && when.kind !== arrival?.kind.split('^')[0]) return false;
  return true;
}
