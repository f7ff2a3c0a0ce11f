/** Restarts the desk when its sources change, for people who work on it. */
import { watch } from 'node:fs';
import { join } from 'node:path';
import { begin } from './hand-over.mjs';
import { ensurePrepared, isPrepared } from './prepare.mjs';

const settleMs = 150;
const folders = [
  'prisma',
  'core/src',
  'tui/src',
  'slackbot/src',
  'web-portal/src',
  'scripts/src',
  'scripts/build',
];

/**
 * Runs `desk` (see `begin`), builds and restarts it after every change of its sources. A build that fails
 * leaves the running desk alone. Resolves to the desk's exit code when the desk ends by itself or is stopped.
 */
export async function watchDesk(desk) {
  for (;;) {
    const running = begin(desk);
    const change = waitForBuild(desk);
    const code = await Promise.race([running.ended, change.built]);
    change.stop();
    if (code !== 'built') return code;
    process.stderr.write('Sources changed; starting the desk again.\n');
    running.child.kill('SIGTERM');
    await running.ended;
  }
}

function waitForBuild({ root, node }) {
  const watchers = [];
  let timer;
  const stop = () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
  const built = new Promise((resolve) => {
    const tryBuild = async () => {
      if (isPrepared(root, { forWatching: true })) return;
      try {
        await ensurePrepared({ root, node, forWatching: true });
        resolve('built');
      } catch (error) {
        process.stderr.write(`${error.message} The desk keeps running as it was.\n`);
      }
    };
    for (const folder of folders) {
      watchers.push(
        watch(join(root, folder), { recursive: true }, () => {
          clearTimeout(timer);
          timer = setTimeout(tryBuild, settleMs);
        }),
      );
    }
  });
  return { built, stop };
}
