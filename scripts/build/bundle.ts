/** Turns one target's sources into JavaScript for Node 24, in memory. */
import { createHash } from 'node:crypto';
import { isAbsolute, join } from 'node:path';
import { type Plugin, type RolldownOptions, rolldown } from 'rolldown';
import { external, type Target } from './entries.ts';
import { keepSourceUrls } from './keep-source-urls.ts';

/** A file of the bundle, named relative to the target's `dist`. */
export type BundledFile = { readonly name: string; readonly content: string | Uint8Array };

/**
 * What a bundle holds, and which of our files it was made from: absolute path and SHA-1 of the text that went in.
 * Packages in `node_modules` are left out; the lock file stands for them.
 */
export type Bundle = {
  readonly files: readonly BundledFile[];
  readonly inputs: ReadonlyMap<string, string>;
};

/** Bundles `target` of the tree at `root`. Throws when a source does not parse or an import leads nowhere. */
export async function bundleTarget(root: string, target: Target): Promise<Bundle> {
  const inputs = new Map<string, string>();
  const build = await rolldown(optionsFor(root, target, noteTexts(inputs)));
  try {
    const { output } = await build.generate({
      // Nothing is written here; the source maps need to know where they will lie.
      dir: join(root, target.dist),
      format: 'esm',
      sourcemap: true,
      minify: false,
      entryFileNames: '[name].js',
      // All files in one folder, so that the way from a chunk to a source is the same for each.
      chunkFileNames: '[name]-[hash].js',
    });
    return {
      files: output.map((file) => ({
        name: file.fileName,
        content: file.type === 'chunk' ? file.code : file.source,
      })),
      inputs,
    };
  } finally {
    await build.close();
  }
}

function optionsFor(root: string, target: Target, notes: Plugin): RolldownOptions {
  return {
    cwd: root,
    input: Object.fromEntries(Object.entries(target.entries).map(([name, path]) => [name, join(root, path)])),
    platform: 'node',
    external: [...external],
    // Each file's nearest tsconfig.json names its JSX library: React in the terminal, hono/jsx in the portal.
    tsconfig: true,
    transform: {
      define: { 'process.env.NODE_ENV': '"production"' },
    },
    plugins: [notes, keepSourceUrls(root, target), inkWithoutDevtools],
    onLog(level, log, tell) {
      if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
      if (level === 'warn' && !isAboutOthersCode(log.message)) tell(level, log);
    },
  };
}

const isAboutOthersCode = (message: string) => message.includes('node_modules');

/** Somebody's DEV=true, meant for another program, must not make Ink look for React's tools and print about them. */
const inkWithoutDevtools: Plugin = {
  name: 'ink-without-devtools',
  transform(code, id) {
    if (!id.includes('node_modules/ink/')) return null;
    return { code: code.replaceAll("process.env['DEV'] === 'true'", 'false'), map: null };
  },
};

/** The first plugin, so that it sees each file's text as it was read. */
function noteTexts(inputs: Map<string, string>): Plugin {
  return {
    name: 'note-texts',
    transform(code, id) {
      if (isAbsolute(id) && !id.includes('node_modules')) {
        inputs.set(id, createHash('sha1').update(code).digest('hex'));
      }
      return null;
    },
  };
}
