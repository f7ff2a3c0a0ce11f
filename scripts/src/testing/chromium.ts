/** The browser of the tests: one that is installed here, or the one that npm brought. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Where a browser is, and what it needs in its environment to run. */
export type BrowserProgram = {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
};

const installedNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

const macPrograms = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const args = [
  // Tests reach 127.0.0.1 and nothing else; these keep the browser itself from calling home.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  // /dev/shm holds 64 MB in many containers.
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--disable-gpu',
];

/**
 * Starts a headless Chromium: `CHROMIUM_PATH`, else an installed one, else the one inside `@sparticuz/chromium`.
 * It can reach this machine only. Throws, with what to do, when there is none; a test never runs without.
 */
export async function launchChromium(): Promise<Browser> {
  const program = await findChromium(process.env);
  return chromium.launch({
    executablePath: program.path,
    env: { ...definedOf(process.env), ...program.env },
    // Chromium refuses its sandbox to root, and an ordinary user may not make one in most containers. The pages
    // shown are our own, on 127.0.0.1.
    chromiumSandbox: false,
    args,
  });
}

/** The browser that `launchChromium` would start with these variables. Unpacks npm's on first use (about two seconds). */
export async function findChromium(env: NodeJS.ProcessEnv): Promise<BrowserProgram> {
  const asked = env.CHROMIUM_PATH;
  if (asked !== undefined && asked !== '') {
    if (!existsSync(asked)) {
      throw new Error(`CHROMIUM_PATH is ${asked}, and there is no such file. Correct it or unset it.`);
    }
    return { path: asked, env: {} };
  }
  return findInstalled(env.PATH ?? '') ?? unpackFromNpm();
}

function findInstalled(searchPath: string): BrowserProgram | undefined {
  const onPath = searchPath
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => installedNames.map((name) => join(folder, name)));
  const candidates = process.platform === 'darwin' ? [...onPath, ...macPrograms] : onPath;
  const path = candidates.find((candidate) => existsSync(candidate) && runs({ path: candidate, env: {} }));
  return path === undefined ? undefined : { path, env: {} };
}

/** Debian-like systems may have a `chromium-browser` that only says "install me as a snap". */
function runs(program: BrowserProgram): boolean {
  const { status } = spawnSync(program.path, ['--version'], {
    env: { ...process.env, ...program.env },
    stdio: 'ignore',
    timeout: 20_000,
  });
  return status === 0;
}

async function unpackFromNpm(): Promise<BrowserProgram> {
  const folder = await unpackedFolder();
  const path = join(folder, 'chromium');
  const fonts = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  const plain = { path, env: fonts };
  if (runs(plain)) return plain;
  // A bare system lacks the libraries of a desktop (NSS and others); the package brings those, too.
  const libraries = join(folder, 'al2023', 'lib');
  const search = [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  const withLibraries = { path, env: { ...fonts, LD_LIBRARY_PATH: search } };
  if (runs(withLibraries)) return withLibraries;
  throw new Error(
    `The browser that npm brought does not run on this system (${process.platform} ${process.arch}). Install Chromium or set CHROMIUM_PATH, then run the tests again.`,
  );
}

/**
 * The package unpacks to `$TMPDIR/chromium` and believes whatever lies there, so each version and each user gets
 * a folder, filled under another name first: a test that was killed must not leave half a browser behind.
 */
async function unpackedFolder(): Promise<string> {
  const { version } = JSON.parse(readFileSync(packageFile(), 'utf8')) as { version: string };
  const user = userInfo().uid;
  const folder = join(tmpdir(), `postern-chromium-${version}-${user}`);
  if (existsSync(folder)) {
    requireOwn(folder, user);
    return folder;
  }
  const fresh = mkdtempSync(join(tmpdir(), `postern-chromium-${version}-`));
  await inTemporaryFolder(fresh, unpack);
  writeFileSync(join(fresh, 'fonts.conf'), fontsIn(folder));
  try {
    renameSync(fresh, folder);
  } catch {
    // Another test file was quicker; its copy is as good.
    rmSync(fresh, { recursive: true, force: true });
    requireOwn(folder, user);
  }
  return folder;
}

/** Names the fonts that were unpacked, because the package's own file names other folders; then the system's, if any. */
function fontsIn(folder: string): string {
  const path = folder.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path}/fonts</dir>
  <cachedir>${path}/font-cache</cachedir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>
`;
}

async function unpack(): Promise<void> {
  const { default: packaged, inflate } = await import('@sparticuz/chromium');
  await packaged.executablePath();
  await inflate(join(packageFile(), '..', 'bin', 'al2023.tar.br'));
}

const packageFile = () =>
  join(createRequire(import.meta.url).resolve('@sparticuz/chromium'), '..', '..', 'package.json');

/** Another user could have put a program of theirs under our name in a shared temporary folder. */
function requireOwn(folder: string, user: number): void {
  if (statSync(folder).uid === user) return;
  throw new Error(`${folder} belongs to another user. Remove it, or set TMPDIR to a folder of your own.`);
}

/** Runs `work` with TMPDIR set, which is the only way to tell the package where to unpack. */
async function inTemporaryFolder(folder: string, work: () => Promise<void>): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== undefined)) as Record<
    string,
    string
  >;
}
