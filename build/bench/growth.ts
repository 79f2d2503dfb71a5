import { join } from 'node:path';
import type { AssessmentToStore } from '../../core/assessments/ports.ts';
import { t0 } from '../../db/fixture/clinic.ts';
import { openTestStores } from '../../db/fixture/test-database.ts';
import type { Stores } from '../../db/stores.ts';
import { copyDataset } from './datasets.ts';
import { beside, defaultRounds, type Figure, inFolder, median } from './harness.ts';
import { benchClinic } from './stores.ts';

const small = 10_000;

/** What a window and the drainer ask of the database, at the many sizes of its backlog. */
export async function measureGrowth(): Promise<readonly Figure[]> {
  const large = process.argv.includes('--large') ? 1_000_000 : 200_000;
  return inFolder(async (folder) => {
    const few = operationsOn(join(folder, 'few'), small);
    const many = operationsOn(join(folder, 'many'), large);
    try {
      return Object.keys(few.operations).flatMap((name) => {
        const { ratio, manyMs, control } = measure(name, few.operations, many.operations);
        const figure: Figure = {
          metric: `${name}: p50 at ${large} / at ${small} messages`,
          value: ratio.toFixed(2),
          reach: '<= 1.15',
          met: ratio <= 1.15,
        };
        return [figure, beside(`at ${large}; A/A control`, `${manyMs.toFixed(3)} ms; ${control.toFixed(2)}`)];
      });
    } finally {
      few.close();
      many.close();
    }
  });
}

interface Operation {
  prepare?(): void;
  run(): void;
}

type Operations = Readonly<Record<string, Operation>>;

const perRound = 8;

/** p50 of single calls, sides in turn; the control compares the odd rounds of the small side with its even ones. */
function measure(name: string, few: Operations, many: Operations) {
  const took = { few: [] as number[], many: [] as number[] };
  for (let round = -1; round < defaultRounds; round += 1) {
    for (const [into, side] of [
      [took.few, few],
      [took.many, many],
    ] as const) {
      const operation = side[name];
      for (let times = 0; times < perRound; times += 1) {
        operation?.prepare?.();
        const startedAt = performance.now();
        operation?.run();
        if (round >= 0) into.push(performance.now() - startedAt);
      }
    }
  }
  const half = (odd: number) => median(took.few.filter((_, index) => index % 2 === odd));
  const manyMs = median(took.many);
  return { ratio: manyMs / median(took.few), manyMs, control: half(0) / half(1) };
}

function operationsOn(dataDir: string, messages: number): { readonly operations: Operations; close(): void } {
  copyDataset(messages, dataDir);
  const stores: Stores = openTestStores(dataDir);
  const { entry, destination } = benchClinic(stores, messages / 20);
  const sender = stores.outbox.acquireSender(Date.now());
  if (!sender) throw new Error('another sender is active');
  const lane = { destinationId: destination.id, interfaces: null };
  const now = () => Date.now();
  let next: AssessmentToStore | null = null;
  let student = 0;
  const operations: Operations = {
    save: {
      prepare() {
        next = entry(t0 + 86_400_000);
      },
      run() {
        if (next) stores.assessments.save(next);
      },
    },
    claim: {
      run() {
        const due = stores.outbox.nextDue(lane, now());
        if (!due || !stores.outbox.claim(sender, due.id, now())) throw new Error('nothing to claim');
      },
    },
    'first page of 50': { run: () => void stores.queue.page({ status: 'all' }, 0, 50) },
    'page of 50 in the middle': { run: () => void stores.queue.page({ status: 'all' }, messages / 2, 50) },
    'page of 50 of the pending': { run: () => void stores.queue.page({ status: 'pending' }, 0, 50) },
    counts: { run: () => void stores.queue.counts(now()) },
    'search for a student by number': {
      run() {
        student = (student + 7) % (messages / 20);
        stores.queue.page({ status: 'all', text: String(10_001 + student) }, 0, 50);
      },
    },
    'search for a student by name': {
      run() {
        student = (student + 7) % (messages / 20);
        const family = ['Mansoori', 'Mazrouei', 'Hashimi', 'Hassan', 'Khan', 'Ketbi', 'Rahman', 'Shamsi'];
        stores.queue.page(
          { status: 'all', text: `Given${String(student).padStart(6, '0')} ${family[student % 8]}` },
          0,
          50,
        );
      },
    },
    'search for a family name that every eighth student has': {
      run: () => void stores.queue.page({ status: 'all', text: 'Mansoori' }, 0, 50),
    },
  };
  return { operations, close: () => stores.close() };
}
