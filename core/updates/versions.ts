const semver = /^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:-([0-9A-Za-z.-]{1,60}))?(?:\+[0-9A-Za-z.-]{1,60})?$/;

/** The version that a feed names: `{"version": "1.2.3"}`, or electron-builder's `latest.yml`. Null where it names none. */
export function versionIn(feed: string): string | null {
  const [, inJson] = /^\s*\{[\s\S]*?"version"\s*:\s*"([^"\n]{1,100})"/.exec(feed) ?? [];
  const [, inYaml] = /^version:[ \t]*(['"]?)([^\s'"]{1,100})\1[ \t]*\r?$/m.exec(feed)?.slice(1) ?? [];
  const named = inJson ?? inYaml ?? '';
  return semver.test(named) ? named.replace(/^v/, '') : null;
}

/** Whether one version comes after another, as semver 2.0 orders them; false for what is none. */
export function isNewer(candidate: string, than: string): boolean {
  const a = parse(candidate);
  const b = parse(than);
  if (!a || !b) return false;
  for (const place of [0, 1, 2] as const)
    if (a.core[place] !== b.core[place]) return a.core[place] > b.core[place];
  if (a.pre === null || b.pre === null) return a.pre === null && b.pre !== null;
  return comparePre(a.pre, b.pre) > 0;
}

function parse(text: string) {
  const [, major, minor, patch, pre = null] = semver.exec(text) ?? [];
  if (major === undefined) return null;
  return { core: [Number(major), Number(minor), Number(patch)] as const, pre };
}

/** Identifiers from left to right: numbers by value and before words, a longer list after a shorter one. */
function comparePre(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (const [at, word] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    if (word === other) continue;
    const numbers = [word, other].map((each) => /^\d+$/.test(each));
    if (numbers[0] && numbers[1]) return Number(word) - Number(other);
    if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1;
    return word > other ? 1 : -1;
  }
  return left.length - right.length;
}
