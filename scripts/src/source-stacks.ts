/**
 * Stack traces of the bundle that name the sources. Node's own way (`--enable-source-maps`) reads the maps of all
 * modules as they load, 0.3 s at every start; this reads a map when a stack is first looked at.
 */
import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

const maps = new Map<string, SourceMap | null>();

/** From now on, `stack` of every error names files and lines of the sources, where a map leads there. */
export function nameSourcesInStacks(): void {
  Error.prepareStackTrace = (error, sites) =>
    [headOf(error), ...sites.map((site) => `    at ${placeOf(site)}`)].join('\n');
}

function headOf(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}

/** As V8 words it, with the place in the source. */
function placeOf(site: NodeJS.CallSite): string {
  const worded = String(site);
  const [file, line, column] = [
    site.getScriptNameOrSourceURL(),
    site.getLineNumber(),
    site.getColumnNumber(),
  ];
  if (!file?.startsWith('file:') || line === null || column === null) return worded;
  const origin = mapOf(file)?.findOrigin(line, column);
  if (!origin || !('fileName' in origin)) return worded;
  const source = fileURLToPath(new URL(origin.fileName, file));
  return worded.replace(`${file}:${line}:${column}`, `${source}:${origin.lineNumber}:${origin.columnNumber}`);
}

function mapOf(file: string): SourceMap | null {
  const known = maps.get(file);
  if (known !== undefined) return known;
  const path = `${fileURLToPath(file)}.map`;
  const map = existsSync(path) ? new SourceMap(JSON.parse(readFileSync(path, 'utf8'))) : null;
  maps.set(file, map);
  return map;
}
