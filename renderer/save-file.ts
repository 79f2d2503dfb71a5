/**
 * Hands a text to the person as a file: in a browser as a download, on the desktop with the question where to put it. Nothing
 * is written anywhere before that. `name` must tell nothing about people: it ends up in lists of recent files.
 */
export function saveTextFile(name: string, text: string, type: 'text/csv' | 'application/json'): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the content once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
