/** Starts the desk in its bundle, once or again after each change of its sources. */
import { handOver } from './hand-over.mjs';
import { launch } from './launcher.mjs';
import { watchDesk } from './watch-desk.mjs';

/** Installs, prepares and runs the desk with `args`; ends the process with the desk's exit code. */
export function startDesk(args) {
  const isWatched = args.includes('--watch');
  const program = ['scripts/dist/launch.js', ...args.filter((arg) => arg !== '--watch')];
  return launch(({ node, root }) => {
    const desk = { node, root, args: program, tellsDeath: true };
    return isWatched ? watchDesk(desk) : handOver(desk);
  });
}
