/** `postern` alone: the inbox, which needs a terminal. */

import type { FirstDesk } from '../../first-run/first-run.ts';
import { deskSign } from '../../settings/desk-stripes.ts';
import { isSettingValue, type TerminalSettings, terminalSettings } from '../../settings/terminal-settings.ts';
import type { Args } from '../flags.ts';
import { CliProblem, usageProblem } from '../problem.ts';
import { configFolder, readCredentials, readProfiles } from '../profiles.ts';
import type { Session } from '../session.ts';
import { queryOfView } from '../view-table.ts';

/** Opens the inbox and answers its exit code. Throws a usage problem without a terminal. */
export async function act(session: Session, args: Args): Promise<number> {
  const { stdin, stdout } = session.io.isTerminal;
  if (!stdin || !stdout) {
    throw usageProblem(
      '"postern" alone opens the inbox, and that needs a terminal.',
      'Without one: postern ticket list\nEvery verb: postern --help',
    );
  }
  const connection = await session.connection();
  const isFirstTime = !connection.token && connection.urlFrom === 'default';
  if (isFirstTime && session.canAsk) {
    const { firstRun } = await import('../../first-run/first-run.ts');
    const desk = await firstRun(session, args);
    if (desk === null) return 0;
    try {
      return await open(session, args, desk);
    } finally {
      await desk.stop?.();
    }
  }
  const { url, token, profile } = connection;
  if (!token) {
    throw new CliProblem(
      'NOT_SIGNED_IN',
      `You are not signed in to ${url}.`,
      `Sign in: postern auth login --url ${url}`,
    );
  }
  return open(session, args, { url, token, profile });
}

/** Whose inbox is to be opened. */
type Desk = Pick<FirstDesk, 'url' | 'token' | 'profile' | 'folders'>;

async function open(session: Session, args: Args, { url, token, profile, folders }: Desk): Promise<number> {
  const env = { ...session.io.env, ...folders };
  const query =
    args.view === undefined ? args.query?.join(' ') : await queryOfView(await session.client(), args.view);
  const configuration = configFolder(env);
  const [profiles, credentials] = await Promise.all([readProfiles(env), readCredentials(env)]);
  let next: string | null = null;
  const options = {
    ...{ url, token, profile, readOnly: args['read-only'], holdSeconds: holdFrom(env.POSTERN_HOLD) },
    sign: await deskSign(configuration, profiles, { url, profile }),
    desks: {
      names: [...profiles.keys()].filter((name) => name !== profile && credentials.has(name)),
      hosts: new Map([...profiles].map(([name, { url: at }]) => [name, new URL(at).host])),
      go: (name: string) => {
        next = name;
      },
    },
    ...{ debug: session.debug, configFolder: configuration, env, hasHints: folders !== undefined },
    actOf: session.actOf,
    ...(query && { query }),
  };
  const code = await (args.plain || env.POSTERN_SCREEN_READER === '1'
    ? (await import('../../plain/open-plain.ts')).openPlain(options)
    : (await import('../../inbox/open-inbox.ts')).openInbox({ ...options, settings: settingsOf(args) }));
  if (next === null) return code;
  // Another desk is another address and another token: nothing of this one goes along, its query neither.
  const { openSession } = await import('../session.ts');
  const there = { ...args, profile: next, url: undefined, view: undefined, query: undefined };
  const opened = openSession(withoutDesk(session.io), there, session.command);
  opened.actOf = session.actOf;
  opened.debug = session.debug;
  return act(opened, there);
}

/** The variables that name a desk would win over the one that was chosen. */
function withoutDesk(io: Session['io']): Session['io'] {
  const { POSTERN_URL: _url, POSTERN_TOKEN: _token, POSTERN_PROFILE: _profile, ...env } = io.env;
  return { ...io, env };
}

/** How long a reply can be taken back: 10 s unless `POSTERN_HOLD` says 0 to 60. Throws a usage problem for anything else. */
function holdFrom(text: string | undefined): number {
  if (text === undefined || text === '') return 10;
  if (/^\d{1,2}$/.test(text) && Number(text) <= 60) return Number(text);
  throw usageProblem(`POSTERN_HOLD is "${text}", and takes the seconds from 0 to 60.`);
}

/** What the flags say of the terminal's settings. Throws a usage problem for a theme that cannot be one. */
function settingsOf(args: Args): Partial<TerminalSettings> {
  const theme = args['no-color'] ? 'mono' : args.theme;
  if (theme !== undefined && !isSettingValue('theme', theme))
    throw usageProblem(
      `"${theme}" cannot be a theme.`,
      `Themes are ${terminalSettings.theme.values.join(', ')}, and your own by the name of their file.`,
    );
  return { ...(theme !== undefined && { theme }), ...(args.ascii && { signs: 'ascii' }) };
}
