/** Hands a text to the person as a file; see `saveFile`. */
export function saveTextFile(name: string, text: string, type: 'text/csv' | 'application/json'): void {
  saveFile(name, text, `${type};charset=utf-8`);
}

/**
 * Hands a file to the person: in a browser as a download, on the desktop with the question where to put it. Nothing is written
 * anywhere before that. `name` must tell nothing about people: it ends up in lists of recent files.
 */
export function saveFile(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the content once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
