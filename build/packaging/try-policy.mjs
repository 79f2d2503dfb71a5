// Runs in wine under a Windows Node: what the application reads of its policies with Windows' own reg.exe.
import { writeFileSync } from 'node:fs';
import { readPolicy } from '../../electron/managed/policy.ts';

writeFileSync(process.argv[2], JSON.stringify(readPolicy()));
