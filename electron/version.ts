import manifest from '../package.json' with { type: 'json' };

/** The version of the program, as package.json and the installer have it. */
export const version: string = manifest.version;
