/** Vitest's global setup: better-sqlite3 13 would crash Node 20 without a word, so say it instead. */
export function setup(): void {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 24) {
    throw new Error(
      `Tests need the Node 24 that npm installed with the project; this is ${process.version}. Run them with "npm test" or "npx vitest".`,
    );
  }
}
