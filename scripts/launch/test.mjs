/** `npm test`: every test there is, on the bundles that `npm start` runs. Arguments go to vitest. */
import { requireLauncherNode } from './node-version.mjs';

requireLauncherNode();
Promise.all([import('./launcher.mjs'), import('./hand-over.mjs')]).then(([{ launch }, { handOver }]) =>
  launch(({ node, root }) =>
    handOver({ node, root, args: ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)] }),
  ),
);
