/** Hands a text file to whoever sits before a browser. The desktop host asks for a place and writes the file itself. */
export function saveInBrowser(fileName: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken the content by the time it gets to this.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
