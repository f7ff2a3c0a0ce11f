/** What every launcher does: install, find Node 24, prepare, then the errand, and end with its exit code. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { findDeskNode, noDeskNode } from './node-version.mjs';
import { ensurePrepared } from './prepare.mjs';
import { exitCodeOf } from './signals.mjs';

/** The repository's root folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Installs and prepares what is missing, then ends the process with the code that `errand({ node, root })`
 * resolves to. A failure is told in one message on stderr and ends with 1.
 */
export async function launch(errand, { force = false } = {}) {
  try {
    await ensureInstalled(root);
    const node = findDeskNode(root);
    if (!node) throw new Error(noDeskNode());
    await ensurePrepared({ root, node, force });
    process.exitCode = await errand({ node, root });
  } catch (error) {
    if (!error.stoppedBy) process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = error.stoppedBy ? exitCodeOf(error.stoppedBy) : 1;
  }
}

function messageOf(error) {
  if (error.code === 'EACCES' || error.code === 'EROFS' || error.code === 'EPERM') {
    return `Postern may not write to ${error.path}. Start it as the user who owns the working copy, or give this user the right to write there.`;
  }
  if (error.code === 'ENOSPC') return 'The disk is full. Free about 2 GB, then run the same command again.';
  return error.message;
}
