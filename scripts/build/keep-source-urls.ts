/** Lets bundled code find the files beside its source: `import.meta` keeps meaning the source, not the bundle. */
import { dirname, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'rolldown';
import type { Target } from './entries.ts';

/**
 * In our own modules, `import.meta.url`, `.dirname` and `.filename` lead to the source (relative to the bundle,
 * so the working copy may move), and `import.meta.main` is true in the program's entry only: after bundling,
 * every module that asks "was I started directly?" would otherwise hear yes.
 */
export function keepSourceUrls(root: string, target: Target): Plugin {
  const entries = new Set(Object.values(target.entries).map((path) => join(root, path)));
  return {
    name: 'keep-source-urls',
    transform(code, id) {
      if (!code.includes('import.meta.') || id.includes('node_modules') || !id.startsWith(root)) return null;
      const way = (path: string) => JSON.stringify(urlPathFrom(join(root, target.dist), path));
      const url = (path: string) => `new URL(${way(path)}, import.meta.url)`;
      const file = (path: string) => `process.getBuiltinModule('node:url').fileURLToPath(${url(path)})`;
      return {
        code: code.replace(/\bimport\.meta\.(url|dirname|filename|main)\b/g, (whole, property: string) => {
          if (property === 'url') return `${url(id)}.href`;
          if (property === 'dirname') return file(dirname(id));
          if (property === 'filename') return file(id);
          return entries.has(id) ? whole : 'false';
        }),
        map: null,
      };
    },
  };
}

/** The relative URL from a folder to a file; `pathToFileURL` escapes spaces and signs like `#`. */
function urlPathFrom(folder: string, path: string): string {
  const way = relative(folder, path).split(sep);
  return way.map((part) => (part === '..' ? part : pathToFileURL(`/${part}`).pathname.slice(1))).join('/');
}
