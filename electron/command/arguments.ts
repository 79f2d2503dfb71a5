/** What one start without a window is asked to do. */
export type Command =
  | { readonly name: 'import-secret'; readonly destination: string | null }
  | { readonly name: 'import-roster'; readonly file: string }
  | { readonly name: 'check-config' }
  | { readonly name: 'test-connection'; readonly destination: string | null }
  | { readonly name: 'status' }
  | { readonly name: 'drain'; readonly timeoutSeconds: number }
  | { readonly name: 'version' }
  | { readonly name: 'help' };

export type CommandName = Command['name'];

export type ReadCommand =
  /** No command: the application starts as usual. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'command';
      readonly command: Command;
      readonly output: string | null;
      readonly dataDir: string | null;
      readonly configDir: string | null;
    }
  | { readonly kind: 'refused'; readonly sentence: string; readonly output: string | null };

/** Which flags take a value: `must`, `may`, or none. */
const commandValues: Readonly<Record<CommandName, 'must' | 'may' | 'none'>> = {
  'import-secret': 'may',
  'import-roster': 'must',
  'check-config': 'none',
  'test-connection': 'may',
  status: 'none',
  drain: 'none',
  version: 'none',
  help: 'none',
};

const optionNames = ['output', 'timeout-seconds', 'data-dir', 'config-dir'] as const;
type OptionName = (typeof optionNames)[number];

const defaultTimeoutSeconds = 60;
const longestTimeoutSeconds = 24 * 3600;

/**
 * Reads a command line. Without a command flag nothing is judged, because the rest belongs to the window and to Chromium; with
 * one every word must be known, so that a typing mistake does not become another command.
 */
export function readCommand(argv: readonly string[]): ReadCommand {
  const words = argv.map(splitWord);
  const named = words.filter(({ flag }) => flag !== null && isCommand(flag));
  if (named.length === 0) return { kind: 'none' };

  const options: Partial<Record<OptionName, string>> = {};
  let command: { readonly name: CommandName; readonly value: string | null } | null = null;
  const refuse = (sentence: string): ReadCommand => ({
    kind: 'refused',
    sentence,
    output: options.output ?? outputOf(words),
  });
  for (let at = 0; at < words.length; at += 1) {
    const { flag, value } = words[at] ?? { flag: null, value: null };
    const takes = flag === null ? null : takenBy(flag);
    if (flag === null || takes === null)
      return refuse(flag === null ? 'A value stands alone.' : `--${flag} is not known.`);
    const next = words[at + 1];
    const given = value ?? (takes !== 'none' && next?.flag === null ? next.value : null);
    if (value === null && given !== null) at += 1;
    if (takes === 'must' && (given === null || given === '')) return refuse(`--${flag} needs a value.`);
    if (takes === 'none' && given !== null) return refuse(`--${flag} takes no value.`);
    if (isCommand(flag)) {
      if (command) return refuse(`--${command.name} and --${flag} cannot be asked for together.`);
      command = { name: flag, value: given };
    } else if (options[flag as OptionName] !== undefined) {
      return refuse(`--${flag} is given twice.`);
    } else {
      options[flag as OptionName] = given ?? '';
    }
  }
  if (!command) return { kind: 'none' };
  const seconds = secondsOf(options['timeout-seconds']);
  if (seconds === null || (options['timeout-seconds'] !== undefined && command.name !== 'drain'))
    return refuse(`--timeout-seconds belongs to --drain and is a number from 1 to ${longestTimeoutSeconds}.`);
  return {
    kind: 'command',
    command: commandOf(command.name, command.value, seconds),
    output: options.output ?? null,
    dataDir: options['data-dir'] ?? null,
    configDir: options['config-dir'] ?? null,
  };
}

function commandOf(name: CommandName, value: string | null, timeoutSeconds: number): Command {
  switch (name) {
    case 'import-secret':
    case 'test-connection':
      return { name, destination: value };
    case 'import-roster':
      return { name, file: value ?? '' };
    case 'drain':
      return { name, timeoutSeconds };
    default:
      return { name };
  }
}

interface Word {
  readonly flag: string | null;
  readonly value: string | null;
}

/** `--name`, `--name=value`, or a value alone. */
function splitWord(word: string): Word {
  const [, flag = null, , value = null] = /^--([a-z][a-z-]*)(=([\s\S]*))?$/.exec(word) ?? [];
  if (flag !== null) return { flag, value };
  return word.startsWith('--') ? { flag: word.slice(2), value: null } : { flag: null, value: word };
}

function takenBy(flag: string): 'must' | 'may' | 'none' | null {
  if (isCommand(flag)) return commandValues[flag];
  return optionNames.some((name) => name === flag) ? 'must' : null;
}

function isCommand(flag: string): flag is CommandName {
  return Object.hasOwn(commandValues, flag);
}

/** Where the refusal of a command line goes, when it was said at all. */
function outputOf(words: readonly Word[]): string | null {
  const at = words.findIndex(({ flag }) => flag === 'output');
  const next = words[at + 1];
  return at < 0 ? null : (words[at]?.value ?? (next?.flag === null ? next.value : null));
}

function secondsOf(text: string | undefined): number | null {
  if (text === undefined) return defaultTimeoutSeconds;
  const seconds = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return seconds >= 1 && seconds <= longestTimeoutSeconds ? seconds : null;
}
