/** `postern-server`, for operators. */
import { resolve } from 'node:path';
import {
  type Config,
  ConfigError,
  HostError,
  loadConfig,
  nearest,
  outcomes,
  PosternError,
} from '@postern/core';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import manifest from '../package.json' with { type: 'json' };
import { requireYes, Unanswered } from './ask.ts';
import type { Checked } from './backup/contents.ts';
import { addAgent, endSecrets, initDesk } from './init-desk.ts';
import { completeInit } from './init-questions.ts';
import { prepareData } from './prepare-data.ts';
import { readPassword } from './read-password.ts';
import { nameSourcesInStacks } from './source-stacks.ts';
import { StartError, UsageError } from './start-error.ts';

const loud = (line: string) => process.stderr.write(`${line}\n`);
const lookUp = 'See: postern-server --help';
let exitCode = 0;
// What the desk writes holds customers' words and hashes of passwords, and is for its own user alone.
process.umask(0o077);
nameSourcesInStacks();

const person = {
  name: { type: 'string', describe: "The agent's name" },
  email: { type: 'string', describe: "The agent's e-mail address" },
  'password-stdin': { type: 'boolean', default: false, describe: 'Read the password from stdin' },
} as const;

const parser = yargs(hideBin(process.argv))
  .scriptName('postern-server')
  .usage('$0 <command>\n\nRuns and tends a Postern desk. Settings come from the environment; see the README.')
  .command(
    'serve',
    'Serve the desk until it is told to stop',
    (args) =>
      args
        .option('headless', { type: 'boolean', default: true, describe: 'Without an inbox, as always here' })
        .option('launched', { type: 'boolean', default: false, hidden: true })
        .option('sample', {
          type: 'boolean',
          default: false,
          describe: 'Fill an empty database with the sample desk',
        }),
    async (args) => {
      const { serveHeadless } = await import('./serve-headless.ts');
      exitCode = await serveHeadless({ sampleWhenEmpty: args.sample, hasLauncher: args.launched });
    },
  )
  .command('migrate', 'Bring the database to this release', {}, async () => {
    const config = loadConfig(process.env);
    (await prepareData(config)).release();
    loud(`The database is up to date: ${withoutPassword(config)}`);
  })
  .command(
    'init',
    'Make a new desk: its first administrator and its portal; asks what no flag says',
    (args) =>
      args
        .options(person)
        .option('title', {
          type: 'string',
          describe: "The portal's title, as customers read it (Support unless said)",
        })
        .option('slug', {
          type: 'string',
          default: 'support',
          describe: "The portal's address below the public URL",
        })
        .option('language', { type: 'string', default: 'en', describe: 'The language of the portal' }),
    async (args) => {
      const config = loadConfig(process.env);
      const wish = { ...args, ...(await completeInit(args)) };
      const { portalUrl } = await initDesk(config, wish, asker(args));
      loud(
        `The desk is made. Start it with: npx postern-server serve\nCustomers will find the portal at ${portalUrl}`,
      );
    },
  )
  .command(
    'doctor',
    'Look whether all is well with a desk, running or not: settings, data, search, outbox, Slack, mail',
    (args) => args.option('json', { type: 'boolean', default: false, describe: 'Print one JSON document' }),
    async (args) => {
      const { examine, reportText } = await import('./doctor/doctor.ts');
      const report = await examine(process.env, new Date());
      process.stdout.write(args.json ? `${JSON.stringify(report)}\n` : reportText(report));
      exitCode = report.isWell ? 0 : 1;
    },
  )
  .command(
    'backup <file>',
    'Keep the whole desk in one file, also while it runs, and read it once more',
    (args) => args.positional('file', { type: 'string', demandOption: true, describe: 'A new file' }),
    async ({ file }) => {
      const { backup } = await import('./backup/backup.ts');
      exitCode = told(await backup(loadConfig(process.env), resolve(file), new Date()), `Kept in ${file}`);
    },
  )
  .command(
    'check-backup <file>',
    'Read every byte of a backup, and say what it holds',
    (args) => args.positional('file', { type: 'string', demandOption: true, describe: 'A backup' }),
    async ({ file }) => {
      const { checkBackup } = await import('./backup/restore.ts');
      exitCode = told(await checkBackup(resolve(file)), `${file} is whole`);
    },
  )
  .command(
    'restore <file>',
    'Put the desk of a backup here; one that is here already is laid aside',
    (args) =>
      args
        .positional('file', { type: 'string', demandOption: true, describe: 'A backup' })
        .option('replace', { type: 'boolean', default: false, describe: 'Even where there is a desk' }),
    async ({ file, replace }) => {
      const { restore } = await import('./backup/restore.ts');
      const config = loadConfig(process.env);
      const done = await restore(config, resolve(file), { isMeant: replace, now: new Date() });
      exitCode = told(done, `Restored in ${config.dataDirectory}`);
      if (done.before) loud(`The desk that was there lies in ${done.before}.`);
      if (done.parked > 0)
        loud(
          `${done.parked} mails, posts and replies were on their way then and may have left since: see postern outbox list`,
        );
    },
  )
  .command(
    'demo [directory]',
    'Serve the sample desk, made in a directory that is empty',
    (args) =>
      args.positional('directory', { type: 'string', describe: 'Where it lives; POSTERN_DATA unless said' }),
    async ({ directory }) => {
      if (directory !== undefined) process.env.POSTERN_DATA = resolve(directory);
      const { serveHeadless } = await import('./serve-headless.ts');
      exitCode = await serveHeadless({ sampleWhenEmpty: true, hasLauncher: false });
    },
  )
  .command(
    'rotate-secrets',
    'End every sign-in, token and link of agents and customers; passwords stay',
    (args) =>
      args.option('yes', { type: 'boolean', default: false, alias: 'y', describe: 'Without a question' }),
    async ({ yes }) => {
      const config = loadConfig(process.env);
      await requireYes('Everybody signs in anew, and scripts need new tokens. End all of it?', yes);
      const ended = await endSecrets(config);
      loud(
        `Ended: ${ended.signIns} sign-ins and ${ended.accessTokens} tokens of agents, ${ended.customers} sign-ins of customers, ${ended.previews} previews, ${ended.links} links in mails, ${ended.slackCodes} codes for Slack.\nThe tokens of Slack and the password of the mail server are not the desk's: change them there.`,
      );
    },
  )
  .command('agent', 'Tend the agents', (args) =>
    args
      .command(
        'create',
        'Add an agent with every permission',
        (of) => of.options(person).demandOption(['name', 'email']),
        async (given) => {
          const { name, email } = await addAgent(loadConfig(process.env), given, asker(given));
          loud(`${name} can sign in now: postern auth login --email ${email}`);
        },
      )
      .demandCommand(1, 'Say what to do: postern-server agent create'),
  )
  .demandCommand(1, 'Say what to do, for instance: postern-server serve')
  .strict()
  .strictCommands()
  // As in `postern`, the last one of a flag that is given twice counts.
  .parserConfiguration({ 'duplicate-arguments-array': false })
  // The sentences below are found by their English words.
  .locale('en')
  .version(manifest.version)
  .help()
  .fail((message, error) => {
    if (error) throw error;
    const typed = /^Unknown commands?: ([^,]*)/.exec(message)?.[1];
    throw typed === undefined ? new UsageError(message, lookUp) : noSuchCommand(typed);
  });

function asker({ passwordStdin }: { passwordStdin: boolean }) {
  return (email: string) => readPassword(`Password for ${email}: `, passwordStdin);
}

/** Says what a backup holds; answers the exit code. */
function told({ createdAt, tickets, messages, files, missing }: Checked, what: string): number {
  loud(
    `${what}: the desk of ${createdAt}, with ${tickets} tickets, ${messages} messages and ${files} files.`,
  );
  if (missing.length === 0) return 0;
  loud(
    `${missing.length} files that messages name had been lost before: ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ' …' : ''}`,
  );
  return 1;
}

function noSuchCommand(typed: string): UsageError {
  const isOfAgents = hideBin(process.argv)[0] === 'agent';
  const [before, commands] = isOfAgents
    ? ['agent ', ['create']]
    : [
        '',
        [
          'serve',
          'migrate',
          'init',
          'doctor',
          'backup',
          'check-backup',
          'restore',
          'demo',
          'rotate-secrets',
          'agent',
        ],
      ];
  const guess = nearest(typed, commands);
  return new UsageError(
    `There is no command "${before}${typed}".`,
    guess ? `Did you mean: postern-server ${before}${guess}` : lookUp,
  );
}

function withoutPassword(config: Config): string {
  return config.databaseUrl.replace(/\/\/([^:@/]*):[^@/]*@/, '//$1:…@');
}

try {
  await parser.parseAsync();
} catch (error) {
  if (error instanceof UsageError) {
    loud(error.hint === null ? `error: ${error.message}` : `error: ${error.message}\n  ${error.hint}`);
    exitCode = 2;
  } else if (error instanceof Unanswered) {
    loud(error.message);
    exitCode = error.exit;
  } else if (error instanceof PosternError) {
    loud(`error: ${error.message}\n  ${lookUp}`);
    exitCode = outcomes[error.code].exit;
  } else if (error instanceof StartError || error instanceof ConfigError || error instanceof HostError) {
    loud(`postern: ${error.message}`);
    exitCode = 1;
  } else {
    throw error;
  }
}
process.exitCode = exitCode;
