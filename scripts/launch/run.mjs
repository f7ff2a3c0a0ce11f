/** `node scripts/launch/run.mjs FILE ...`: installs and prepares, then runs one of our scripts on Node 24. */
import { requireLauncherNode } from './node-version.mjs';

requireLauncherNode();
const [file, ...args] = process.argv.slice(2);
if (file) {
  Promise.all([import('./launcher.mjs'), import('./hand-over.mjs')]).then(([{ launch }, { handOver }]) =>
    launch(({ node, root }) => handOver({ node, root, args: [file, ...args] })),
  );
} else {
  process.stderr.write(
    'Say which file to run, for example: node scripts/launch/run.mjs scripts/src/check.ts\n',
  );
  process.exitCode = 2;
}
