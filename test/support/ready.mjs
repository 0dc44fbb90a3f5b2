// Makes a fresh clone ready: packages, a browser and, with --for-tests, what the end-to-end tests also need.
// The first thing that `npm start` and `npm test` run, so it uses nothing but Node. Quiet when all is there.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const forTests = process.argv.includes('--for-tests');
const osRelease = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
const isUbuntu = /^ID=ubuntu$/m.test(osRelease);
const mayUseApt = /^ID(?:_LIKE)?=.*debian/m.test(osRelease) && process.getuid?.() === 0 && hasCommand('apt-get');

function hasCommand(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, name)));
}

function run(command, args) {
  execFileSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
}

const aptRan = new Set();
/** Installs Debian packages; answers whether it worked, so that the caller can try another way or say what to do. */
function apt(...names) {
  if (!mayUseApt) return false;
  console.log(`Installing ${names.join(', ')} (apt-get) …`);
  const run = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  if (!aptRan.has('update')) run('-qq', 'update');
  aptRan.add('update');
  return run('-qq', '-y', '--no-install-recommends', 'install', ...names);
}

function npmPackages() {
  // npm writes this file last, so an interrupted install is seen as missing.
  const written = join(root, 'node_modules/.package-lock.json');
  const lock = statSync(join(root, 'package-lock.json')).mtimeMs;
  if (existsSync(written) && statSync(written).mtimeMs >= lock) return;
  console.log('Installing npm packages (npm ci) …');
  run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']);
}

/** What puppeteer downloaded for this user; the same folder that puppeteer itself looks in. */
function inPuppeteerCache(browser) {
  const folder = join(process.env.PUPPETEER_CACHE_DIR ?? join(homedir(), '.cache/puppeteer'), browser);
  return existsSync(folder) && readdirSync(folder).length > 0;
}

const hasChromium = () =>
  ['/usr/bin/chromium', '/usr/bin/chromium-browser'].some((path) => existsSync(path)) || inPuppeteerCache('chrome');
const hasFirefox = () => hasCommand('firefox-esr') || hasCommand('firefox') || inPuppeteerCache('firefox');

function chromium() {
  if (hasChromium()) return;
  // Ubuntu's package of this name only points at a snap. The fonts let Chinese show as more than boxes in screenshots.
  if (!isUbuntu && apt('chromium', 'fonts-noto-cjk') && hasChromium()) return;
  console.log('Downloading Chrome for Testing (puppeteer) …');
  // As root on Debian and Ubuntu puppeteer can also bring the libraries that Chrome needs.
  run('npx', ['puppeteer', 'browsers', 'install', 'chrome', ...(mayUseApt ? ['--install-deps'] : [])]);
}

function firefox() {
  if (hasFirefox() || (!isUbuntu && apt('firefox-esr') && hasFirefox())) return;
  console.log('Downloading Firefox (puppeteer) …');
  run('npx', ['puppeteer', 'browsers', 'install', 'firefox@stable']);
}

/** Real shortcuts need a display that tests can press keys on; only Linux has one to spare. */
function display() {
  const missing = [
    ['Xvfb', 'xvfb'],
    ['xdotool', 'xdotool'],
  ].flatMap(([command, name]) => (hasCommand(command) ? [] : [name]));
  if (missing.length === 0 || apt(...missing)) return;
  console.log(
    `Please install ${missing.join(' and ')}: the tests of real keyboard shortcuts need them and fail without.`,
  );
}

npmPackages();
chromium();
if (forTests) {
  firefox();
  display();
}
