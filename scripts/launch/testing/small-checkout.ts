/** A tiny checkout with a lock file of three packages and an npm that behaves like the real one, only slower or worse. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const lock = {
  lockfileVersion: 3,
  packages: {
    '': { name: 'small' },
    'node_modules/one': { version: '1.0.0' },
    'node_modules/@scope/two': { version: '2.0.0' },
    'node_modules/elsewhere': { version: '3.0.0', optional: true, os: ['plan9'] },
    'node_modules/@postern/core': { resolved: 'core', link: true },
    core: { name: '@postern/core', version: '0.1.0' },
  },
};

/**
 * As npm does: empties `node_modules`, unpacks, and writes its list last. It notes in `npm.log` when it began and
 * ended, and between the packages it waits while the file `wait` exists.
 */
const npm = `
const fs = require('node:fs'), path = require('node:path');
const log = (line) => fs.appendFileSync('npm.log', line + ' ' + process.pid + '\\n');
const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8')).packages;
log('began');
if (fs.existsSync('fail')) { console.error(fs.readFileSync('fail', 'utf8')); process.exit(1); }
fs.rmSync('node_modules', { recursive: true, force: true });
const wanted = Object.entries(lock).filter(([name, entry]) => name && !entry.os);
(async () => {
  for (const [name, entry] of wanted) {
    if (entry.link) fs.symlinkSync(path.resolve(entry.resolved), name);
    else { fs.mkdirSync(name, { recursive: true }); fs.writeFileSync(name + '/package.json', '{}'); }
    fs.mkdirSync('node_modules/@postern', { recursive: true });
    if (name === 'node_modules/one') log('half');
    while (name === 'node_modules/one' && fs.existsSync('wait')) await new Promise((r) => setTimeout(r, 20));
  }
  fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: Object.fromEntries(wanted) }));
  log('ended');
})();
`;

/** The checkout's folder, its npm, and what that npm did; the folder has a space in its name. Removed when disposed. */
export function smallCheckout() {
  const folder = mkdtempSync(join(tmpdir(), 'postern-launch-'));
  const root = join(folder, 'a b');
  mkdirSync(join(root, 'core'), { recursive: true });
  const npmPath = join(folder, 'npm-cli.js');
  writeFileSync(npmPath, npm);
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
  return {
    root,
    /** Variables that make the launchers use this npm. */
    env: { ...process.env, npm_execpath: npmPath, npm_node_execpath: process.execPath },
    write: (path: string, content: string) => writeFileSync(join(root, path), content),
    remove: (path: string) => rmSync(join(root, path), { recursive: true, force: true }),
    /** "began 4711", "half 4711", "ended 4711": what every npm here did, in order. */
    npmLog: () => {
      try {
        return readFileSync(join(root, 'npm.log'), 'utf8').trim().split('\n');
      } catch {
        return [];
      }
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
