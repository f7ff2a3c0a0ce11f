/** `npm run setup` and `npm run build`: installs and prepares, nothing else. `--force` makes everything anew. */
import { requireLauncherNode } from './node-version.mjs';

requireLauncherNode();
import('./launcher.mjs').then(({ launch }) => launch(() => 0, { force: process.argv.includes('--force') }));
