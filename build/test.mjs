// `npm test`: installs what is missing, says so, and runs everything. Its last line is "N passed, N failed".
// Plain JavaScript: the system's Node, which may be 20, runs it before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { faultTable } from './faults/fault-table.mjs';
import { packs } from './packaging/pack-paths.mjs';
import { ensureDebianPackages } from './setup/debian-packages.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureElectron } from './setup/electron-runtime.mjs';
import { environmentWithNode24, root } from './setup/node-24.mjs';

const debianPackages = [
  'chromium',
  'xvfb',
  'xauth',
  'python3-hl7',
  'strace',
  'openssl',
  'iproute2',
  'fonts-noto-core',
  'fonts-liberation',
];

const results = join(root, 'test-results');
const vitestReport = join(results, 'vitest.json');
const playwrightReport = join(results, 'playwright.json');
const started = Date.now();
let passed = 0;
let failed = 0;
const skipped = [];

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

await setUp();
check('lint', ['npx', 'biome', 'ci', '--colors=off', '--max-diagnostics=50', '.']);
check('types', ['npx', 'tsc', '-b']);
// First, because the processes that unit tests start read what it makes.
const built = check('build', ['npm', 'run', '--silent', 'build']);
tests('unit and fault tests', vitestArguments(), () => countVitest(vitestReport));
faults();
if (built) {
  pack();
  tests('browser and desktop tests', playwrightArguments(), () => countPlaywright(playwrightReport));
  tests('packaging', ['node', 'build/packaging/check.mjs'], () =>
    countLines(join(results, 'packaging.json')),
  );
}
for (const name of skipped) console.log(`skipped: ${name}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function setUp() {
  say('set-up');
  await ensureDebianPackages(debianPackages);
  await ensureDependencies();
  const electron = await ensureElectron();
  if (electron.available) process.env.CLINIC_OUTBOX_ELECTRON = electron.path;
  else skip('desktop tests: there is no Electron runtime on this machine');
}

/** On CI nothing may be skipped for want of a machine: a skip counts as a failure there. */
function skip(name) {
  skipped.push(name);
  if (process.env.CI === 'true') failed += 1;
}

/** The application in its archive, around the runtime of the desktop tests; Playwright drives one of the two packs. */
function pack() {
  if (process.platform !== 'linux' || !process.env.CLINIC_OUTBOX_ELECTRON)
    return skip('the main job in a packed application: it needs Linux and an Electron runtime');
  if (check('packs', ['node', 'build/packaging/linux-packs.mjs']))
    process.env.CLINIC_OUTBOX_TEST_PACK = join(packs.test, packs.executable);
}

function vitestArguments() {
  return [
    'npx',
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ];
}

function playwrightArguments() {
  const command = ['npx', 'playwright', 'test'];
  return process.env.DISPLAY || process.platform !== 'linux'
    ? command
    : ['xvfb-run', '-a', '-s', '-screen 0 1600x1200x24', ...command];
}

function run([command, ...args]) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...environmentWithNode24(),
      NO_COLOR: '1',
      FORCE_COLOR: '0',
      PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport,
    },
    shell: process.platform === 'win32',
  });
  return status === 0;
}

/** A step that passes or fails as a whole and counts as one. */
function check(name, command) {
  say(name);
  const good = run(command);
  if (good) passed += 1;
  else failed += 1;
  return good;
}

/** A step that reports its own count; a runner that fails without counting a failure counts as one. */
function tests(name, command, count) {
  say(name);
  const good = run(command);
  const counted = count();
  passed += counted.passed;
  failed += counted.failed + (!good && counted.failed === 0 ? 1 : 0);
  skipped.push(...counted.skipped);
  if (counted.passed === 0 && good) failed += 1;
}

/** Prints every fault that the design names; one that no test injects counts as failed. */
function faults() {
  say('faults');
  const report = readJson(vitestReport);
  if (!report) return;
  const { lines, missing } = faultTable(report);
  for (const line of lines) console.log(line);
  if (missing.length > 0) failed += 1;
  else passed += 1;
}

function countVitest(file) {
  const report = readJson(file);
  if (!report) return { passed: 0, failed: 0, skipped: [] };
  const pending = report.testResults
    .flatMap((suite) => suite.assertionResults)
    .filter(({ status }) => status === 'pending' || status === 'skipped')
    .map(({ fullName }) => fullName);
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: pending };
}

function countPlaywright(file) {
  const report = readJson(file);
  if (!report) return { passed: 0, failed: 0, skipped: [] };
  const { expected, unexpected, flaky, skipped: count } = report.stats;
  const names = [
    ...(count > 0 ? [`${count} browser or desktop tests, named above`] : []),
    ...(flaky > 0 ? [`nothing, but ${flaky} browser or desktop tests passed at the second try only`] : []),
  ];
  return { passed: expected + flaky, failed: unexpected, skipped: names };
}

function countLines(file) {
  return readJson(file) ?? { passed: 0, failed: 0, skipped: [] };
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

function say(step) {
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`\n== ${step} (${seconds} s)`);
}
