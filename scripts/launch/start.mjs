/** `npm start`: the working desk from a fresh clone. Arguments go to the desk; `--watch` restarts it on changes. */
import { requireLauncherNode } from './node-version.mjs';

requireLauncherNode();
import('./start-desk.mjs').then((desk) => desk.startDesk(process.argv.slice(2)));
