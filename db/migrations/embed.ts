import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The text of `index.ts` for the SQL files of a folder: the application is one bundle and reads no source tree, so the SQL
 * travels inside it. A test compares the two, so that they cannot drift.
 */
export function embedMigrations(folder: string): string {
  const files = readdirSync(folder)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort();
  const entries = files.map((file, index) => {
    const sql = readFileSync(join(folder, file), 'utf8');
    const name = file.slice(5, -4);
    return `  {\n    version: ${index + 1},\n    name: '${name}',\n    sql: ${templateLiteral(sql)},\n  },\n`;
  });
  return `${header}export const migrations: readonly Migration[] = [\n${entries.join('')}];\n`;
}

const header = `/** One step of the schema: never edited once shipped. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** All steps in order. Written by \`node db/migrations/embed.ts\` from the SQL files beside it. */
`;

function templateLiteral(text: string): string {
  return `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\``;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = dirname(fileURLToPath(import.meta.url));
  writeFileSync(join(folder, 'index.ts'), embedMigrations(folder));
}
