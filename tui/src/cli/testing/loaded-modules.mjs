/** Preloaded into a child process: prints on fd 3 each module it asks for, and who asks. */
import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    writeSync(3, `${JSON.stringify({ url: resolved.url, from: context.parentURL ?? '' })}\n`);
    return resolved;
  },
});
