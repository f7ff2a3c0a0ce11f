/** The `postern` command for agents: `postern` alone opens the inbox, verbs answer without loading a screen. */
import manifest from '../package.json' with { type: 'json' };
import { run } from './cli/run.ts';
import { endOnSignals, terminalIo } from './cli/terminal-io.ts';

/** Runs the command in this process and answers its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  endOnSignals();
  return run(argv, terminalIo(), manifest.version);
}

// Started directly; the installed command imports this module and calls `main` itself.
if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
