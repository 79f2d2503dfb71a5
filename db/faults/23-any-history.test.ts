import fc from 'fast-check';
import { expect, it } from 'vitest';
import { injections, seedOf, times } from '../fixture/fault.ts';
import { answers, type ModelMachine, modelMachine } from '../fixture/model-machine.ts';

const hourMs = 3_600_000;
/** Back an hour, forward a year, to 1970. */
const jumps = [-hourMs, 365 * 24 * hourMs, -56 * 365 * 24 * hourMs];

interface Command extends fc.AsyncCommand<object, ModelMachine> {}

/** One step of a history: what happens, then some turns of the loop, then the oracle. */
function step(name: string, act: (machine: ModelMachine) => void | Promise<void>): Command {
  return {
    check: () => true,
    async run(_, machine) {
      await act(machine);
      await machine.pass(1000, 1000);
      expect(machine.broken()).toEqual([]);
    },
    toString: () => name,
  };
}

const save = fc
  .integer({ min: 1, max: 4 })
  .map((student) => step(`save(${student})`, (machine) => machine.save(student)));
const commands = [
  save,
  save,
  save,
  fc.constantFrom(true, false).map((up) =>
    step(`network(${up})`, (machine) => {
      machine.networkUp = up;
    }),
  ),
  fc.constantFrom(...answers).map((answer) =>
    step(`receiver(${answer})`, (machine) => {
      machine.answer = answer;
    }),
  ),
  fc.constantFrom(...answers).map((answer) =>
    step(`receiver(${answer}), save`, (machine) => {
      machine.answer = answer;
      machine.networkUp = true;
      machine.save(1);
    }),
  ),
  fc.constant(step('answerLate', (machine) => machine.answerLate())),
  fc.constant(step('crash', (machine) => machine.crash())),
  fc.constant(
    step('crash in flight', async (machine) => {
      Object.assign(machine, { answer: 'late', networkUp: true });
      machine.save(2);
      await machine.pass(1000, 1000);
      machine.crash();
      machine.answer = 'ack';
    }),
  ),
  fc.constant(step('restart', (machine) => machine.restart())),
  fc.constant(step('backup', (machine) => machine.backup())),
  fc.constant(step('restore', (machine) => machine.restore())),
  fc.constant(step('retryAll', (machine) => machine.retryAll())),
  fc.constant(step('undo', (machine) => machine.undoLast())),
  fc.constantFrom(true, false).map((on) => step(`pause(${on})`, (machine) => machine.pause(on))),
  fc.constantFrom(...jumps).map((ms) => step(`jump(${ms / hourMs} h)`, (machine) => machine.jump(ms))),
  fc
    .constantFrom(35_000, 10 * 60_000, 2 * hourMs)
    .map((ms) => step(`pass(${ms / 60_000} min)`, (machine) => machine.pass(ms, Math.max(5000, ms / 40)))),
];

it('keeps the three promises through any history of saves, crashes, outages, answers, retries, restores and clocks, and then sends everything [faults 23, A56]', {
  timeout: times(600_000, 7_200_000),
}, async (context) => {
  const runs = times(60, 1500);
  let steps = 0;

  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 40, size: 'max' }), async (history) => {
      const machine = modelMachine();
      try {
        await fc.asyncModelRun(() => ({ model: {}, real: machine }), history);
        steps += [...history].length;
        await machine.heal();
        expect(machine.broken(true)).toEqual([]);
        const { all, sent } = machine.counts();
        expect(sent).toBe(all);
      } finally {
        machine.close();
      }
    }),
    { seed: seedOf(23), numRuns: runs },
  );

  injections(context, steps);
});
