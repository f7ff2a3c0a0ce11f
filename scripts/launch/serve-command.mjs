/** Runs `postern-server` on the right Node. */
import { handOver } from './hand-over.mjs';
import { launch } from './launcher.mjs';

/** Installs and prepares what is missing, then runs the operators' command; ends the process with its exit code. */
export function runServerCommand(args) {
  return launch(({ node, root }) =>
    handOver({
      node,
      root,
      cwd: process.cwd(),
      args: [`${root}/scripts/dist/server.js`, ...args],
    }),
  );
}
