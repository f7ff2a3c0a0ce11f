/** The desks a person works with, and their tokens: two files of which the second is for its owner's eyes only. */
import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { Io } from './io.ts';
import { CliProblem, usageProblem } from './problem.ts';

export interface Profile {
  url: string;
  email: string;
}

/** A token, and the one desk it may be sent to. */
export interface Credential {
  url: string;
  token: string;
}

type Env = Io['env'];

/** Where both files are: `$POSTERN_CONFIG_DIR`, else `$XDG_CONFIG_HOME/postern`, else `~/.config/postern`. */
export function configFolder(env: Env): string {
  if (env.POSTERN_CONFIG_DIR) return resolve(env.POSTERN_CONFIG_DIR);
  const base = env.XDG_CONFIG_HOME;
  return join(base && isAbsolute(base) ? base : join(env.HOME || homedir(), '.config'), 'postern');
}

/** The file with the tokens. */
export function credentialsFile(env: Env): string {
  return join(configFolder(env), 'credentials');
}

/** All profiles by name; none when nobody signed in yet. */
export function readProfiles(env: Env): Promise<Map<string, Profile>> {
  return readTable<Profile>(join(configFolder(env), 'config.json'), 'profiles', ['url', 'email']);
}

/** All tokens by profile. Throws `CREDENTIALS_EXPOSED` when others than the owner can read the file. */
export async function readCredentials(env: Env): Promise<Map<string, Credential>> {
  const file = credentialsFile(env);
  const mode = await stat(file).then(
    (found) => found.mode & 0o777,
    () => null,
  );
  if (mode !== null && (mode & 0o077) !== 0) {
    throw new CliProblem(
      'CREDENTIALS_EXPOSED',
      `${file} holds your tokens and other users of this machine can read or change it (mode ${mode.toString(8).padStart(4, '0')}), so it is not used.`,
      `Type: chmod 600 ${shellWord(file)}`,
    );
  }
  return readTable<Credential>(file, 'credentials', ['url', 'token']);
}

/** Remembers a desk under this name, in place of what the name stood for. */
export async function keepProfile(
  env: Env,
  kept: { name: string; profile: Profile; token: string },
): Promise<void> {
  const credentials = await readCredentials(env);
  const profiles = await readProfiles(env);
  credentials.set(kept.name, { url: kept.profile.url, token: kept.token });
  profiles.set(kept.name, kept.profile);
  await writeTable(env, 'credentials', 'credentials', credentials);
  await writeTable(env, 'config.json', 'profiles', profiles);
}

/** Forgets the token of a profile; its address stays known. */
export async function forgetToken(env: Env, name: string): Promise<void> {
  const credentials = await readCredentials(env);
  if (credentials.delete(name)) await writeTable(env, 'credentials', 'credentials', credentials);
}

/** The name of the profile in use. Throws a usage problem when it cannot be a name. */
export function profileName(env: Env, flag: string | undefined): string {
  const name = flag ?? (env.POSTERN_PROFILE || 'default');
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)) {
    throw usageProblem(`"${name}" cannot be the name of a profile: use letters, digits, ".", "_" and "-".`);
  }
  return name;
}

/** A word as a shell reads it back. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

async function readTable<Row>(file: string, key: string, columns: (keyof Row)[]): Promise<Map<string, Row>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return new Map();
    throw new CliProblem('FAILED', `${file} cannot be read: ${message}`, '', { cause: error });
  }
  const rows = Object.entries(tableIn(text, key) ?? { '': null });
  for (const [, row] of rows) {
    const isRow =
      typeof row === 'object' &&
      row !== null &&
      columns.every((name) => typeof (row as Record<keyof Row, unknown>)[name] === 'string');
    if (!isRow) {
      throw new CliProblem(
        'FAILED',
        `${file} is damaged: it is not what "postern auth login" writes.`,
        `Remove it and sign in again: rm ${shellWord(file)} && postern auth login`,
      );
    }
  }
  return new Map(rows as [string, Row][]);
}

function tableIn(text: string, key: string): object | null {
  try {
    const table = (JSON.parse(text) as Record<string, unknown> | null)?.[key];
    return typeof table === 'object' && table !== null && !Array.isArray(table) ? table : null;
  } catch {
    return null;
  }
}

/** Beside the old file and then in its place, so that a crash leaves the old or the new one, never half of one. */
async function writeTable(env: Env, name: string, key: string, rows: Map<string, unknown>): Promise<void> {
  const folder = configFolder(env);
  const draft = join(folder, `.${name}-${process.pid}-${Date.now()}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify({ [key]: Object.fromEntries(rows) }, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, join(folder, name));
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw new CliProblem(
      'FAILED',
      `${join(folder, name)} cannot be written: ${(error as Error).message}`,
      'Set POSTERN_CONFIG_DIR to a folder of yours, or use POSTERN_URL and POSTERN_TOKEN.',
      { cause: error },
    );
  }
}
