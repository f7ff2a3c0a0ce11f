/** Says which Node this is, and finds one that the desk runs on. Old syntax only, so that an old Node can still say its sentence. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest Node that can install the packages, and the oldest one that can run the desk. */
const oldestLauncher = [20, 19];
const oldestDesk = [22, 18];

/** True when `version` ("24.21.0") is at least `[major, minor]`. */
export function isAtLeast(version, oldest) {
  const parts = version.split('.').map(Number);
  return parts[0] > oldest[0] || (parts[0] === oldest[0] && parts[1] >= oldest[1]);
}

/** Exits with 1 and one sentence when this Node is too old to install Postern's packages. */
export function requireLauncherNode() {
  if (isAtLeast(process.versions.node, oldestLauncher)) return;
  process.stderr.write(
    'Postern needs Node ' +
      oldestLauncher.join('.') +
      ' or later, and this is Node ' +
      process.versions.node +
      '. Install a newer one from https://nodejs.org, then run the same command again.\n',
  );
  process.exit(1);
}

/** True when the desk itself runs on this Node: better-sqlite3 crashes on 20, and `.ts` files need 22.18. */
export function isDeskNode() {
  return isAtLeast(process.versions.node, oldestDesk);
}

/**
 * The Node that runs the desk: the one npm installed (the version every figure was measured on), else this one.
 * Returns undefined when there is neither.
 */
export function findDeskNode(root) {
  const packaged = join(root, 'node_modules', '.bin', 'node');
  if (existsSync(packaged)) return packaged;
  return isDeskNode() ? process.execPath : undefined;
}

/** The sentence for a system that has no Node the desk can run on. */
export function noDeskNode() {
  return (
    'Postern needs Node ' +
    oldestDesk.join('.') +
    ' or later on this system (' +
    process.platform +
    ' ' +
    process.arch +
    '), and this is Node ' +
    process.versions.node +
    '. Install a newer one from https://nodejs.org, then run the same command again.'
  );
}
