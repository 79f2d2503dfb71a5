const absolutePath = /^(?:\/|[A-Za-z]:[\\/]|\\\\)/;
const syncedFolder = /(?:^|[\\/])(?:onedrive|dropbox|icloud|google ?drive)/i;
const networkPath = /^(?:\\\\|\/\/)(?![?.][\\/](?!UNC))/i;

/** Whether a path means the same whoever starts the program. */
export function isAbsolutePath(path: string): boolean {
  return absolutePath.test(path);
}

/** Whether a folder's name says that a program copies it to a cloud, and so out of the country. */
export function isSyncedFolder(path: string): boolean {
  return syncedFolder.test(path);
}

/** Whether a path names another machine (`\\\\server\\share`): a write-ahead log does not work there. */
export function isNetworkPath(path: string): boolean {
  return networkPath.test(path);
}
