/** The stylesheet, the script and the icon: read once, named by what is in them, kept by browsers for a year. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib';
import type { Context } from 'hono';

export interface Assets {
  readonly stylesheet: string;
  readonly script: string;
  /** For the page of a ticket alone: the list, which everybody sees first, does not carry it. */
  readonly ticketScript: string;
  /**
   * For pages on which files are chosen. A file of its own, so that the list, which everybody sees first, neither
   * carries nor asks for it, and the page's own script stays within its limit.
   */
  readonly filesScript: string;
  readonly icon: string;
  /** The file at an address of ours, or null. */
  answer(c: Context): Response | null;
}

/** Where the files are served; no portal's slug begins with "_". */
export const assetFolder = '/_portal';

type Encoding = 'br' | 'gzip';

interface File {
  type: string;
  bytes: Buffer<ArrayBuffer>;
  /** What was compressed because a browser asked for it: to compress all at the start would hold up every start. */
  compressed: Map<Encoding, Buffer<ArrayBuffer>>;
}

const styles = [
  'tokens.css',
  'page.css',
  'forms.css',
  'list.css',
  'ticket.css',
  'files.css',
  'kb.css',
  'media.css',
];

/** Reads the files beside this one. */
export function loadAssets(): Assets {
  const files = new Map<string, File>();
  const keep = (name: string, extension: string, type: string, parts: string[]) => {
    const bytes = Buffer.concat(
      parts.map((part) => readFileSync(new URL(`assets/${part}`, import.meta.url))),
    );
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    const address = `${assetFolder}/${name}.${hash}.${extension}`;
    files.set(address, { type, bytes, compressed: new Map() });
    return address;
  };
  return {
    stylesheet: keep('portal', 'css', 'text/css; charset=utf-8', styles),
    script: keep('portal', 'js', 'text/javascript; charset=utf-8', ['portal.js']),
    ticketScript: keep('ticket', 'js', 'text/javascript; charset=utf-8', ['ticket.js']),
    filesScript: keep('files', 'js', 'text/javascript; charset=utf-8', ['files.js']),
    icon: keep('icon', 'svg', 'image/svg+xml', ['icon.svg']),
    answer(c) {
      const file = files.get(c.req.path);
      if (!file) return null;
      const accepted = c.req.header('accept-encoding') ?? '';
      const encoding = (['br', 'gzip'] as const).find((name) => new RegExp(`\\b${name}\\b`).test(accepted));
      const body = encoding ? compressed(file, encoding) : file.bytes;
      return c.body(body, 200, {
        'Content-Type': file.type,
        'Cache-Control': 'public, max-age=31536000, immutable',
        Vary: 'Accept-Encoding',
        ...(encoding && { 'Content-Encoding': encoding }),
        'X-Content-Type-Options': 'nosniff',
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      });
    },
  };
}

function compressed({ bytes, compressed: made }: File, encoding: Encoding): Buffer<ArrayBuffer> {
  const known = made.get(encoding);
  if (known) return known;
  const small =
    encoding === 'br'
      ? brotliCompressSync(bytes, { params: { [zlib.BROTLI_PARAM_QUALITY]: 11 } })
      : gzipSync(bytes, { level: 9 });
  made.set(encoding, small);
  return small;
}
