/** The rows of the table of a page (Markdown) whose header begins with these cells; empty where there is none. */
export function tableOf(page: string, ...header: readonly string[]): readonly (readonly string[])[] {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${header.join(' | ')} |`));
  if (start < 0) return [];
  const rows = lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end < 0 ? rows.length : end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** The part of a page under a heading of the second level, down to the next one; empty where there is none. */
export function sectionOf(page: string, heading: string): string {
  return (
    page
      .split(/^## /m)
      .find((part) => part.startsWith(`${heading}\n`))
      ?.slice(heading.length) ?? ''
  );
}
