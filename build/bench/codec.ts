import { standardDelimiters } from '../../core/hl7/delimiters.ts';
import { encodeText } from '../../core/hl7/encode.ts';
import { parseMessage } from '../../core/hl7/parse.ts';
import { atLeast, beside, compare, each, type Figure, type Side } from './harness.ts';
import { loadPeer } from './peers.ts';
import { sampleOru } from './sample-message.ts';

/** Parsing and building an ORU^R01 with 40 OBX beside a hand-written split and join, which knows no repetition or escape. */
export async function measureCodec(): Promise<readonly Figure[]> {
  const message = { delimiters: standardDelimiters, segments: sampleOru('BENCH000001', 40) };
  const text = encodeText(message);
  const parsed = parseMessage(text);
  if (!parsed || encodeText(parsed) !== text) throw new Error('the round trip is not identical');
  const split = (source: string) =>
    source.split('\r').map((line) => line.split('|').map((field) => field.split('^')));
  const lists = split(text);
  const join = () => lists.map((line) => line.map((field) => field.join('^')).join('|')).join('\r');
  if (join() !== text) throw new Error('the hand-written join lost something');

  const core = loadPeer('@medplum/core');
  const client = loadPeer('node-hl7-client');
  const parsers: Record<string, Side> = { ours: each(() => parseMessage(text)) };
  const builders: Record<string, Side> = { ours: each(() => encodeText(message)) };
  if (core.ok) {
    const { Hl7Message } = core.exports as { Hl7Message: { parse(text: string): { toString(): string } } };
    const whole = Hl7Message.parse(text);
    parsers['@medplum/core'] = each(() => Hl7Message.parse(text));
    builders['@medplum/core'] = each(() => whole.toString());
  }
  if (client.ok) {
    const { Message } = client.exports as {
      Message: new (options: { text: string }) => { get(path: string): { toString(): string } };
    };
    parsers['node-hl7-client (lazy: one field is read)'] = each(() =>
      new Message({ text }).get('PID.5.1').toString(),
    );
  }
  const parse = await compare(
    each(() => split(text)),
    parsers,
    { times: 60 },
  );
  const build = await compare(each(join), builders, { times: 60 });
  const failed = [core, client].flatMap((peer) => (peer.ok ? [] : [peer.why]));
  const peersOf = (rates: Readonly<Record<string, number>>) =>
    Object.entries(rates)
      .filter(([name]) => name !== 'ours')
      .map(([name, rate]) => beside(name, rate));
  return [
    atLeast('parse an ORU^R01 with 40 OBX: rate / hand-written split', parse.rates.ours ?? 0, 0.4),
    ...peersOf(parse.rates),
    beside('A/A control of split', parse.control),
    atLeast('build an ORU^R01 with 40 OBX: rate / hand-written join', build.rates.ours ?? 0, 0.5),
    ...peersOf(build.rates),
    beside('A/A control of join', build.control),
    { metric: 'parse and build again: the same bytes', value: 'identical', reach: 'identical', met: true },
    ...failed,
  ];
}
