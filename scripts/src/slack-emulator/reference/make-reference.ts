/** Reduces the public Slack reference to the names and numbers the emulator checks calls against. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The methods the emulator answers; every other one is `unknown_method`. */
const methods = [
  'apps.connections.open',
  'auth.revoke',
  'auth.test',
  'bots.info',
  'chat.delete',
  'chat.getPermalink',
  'chat.postEphemeral',
  'chat.postMessage',
  'chat.scheduleMessage',
  'chat.unfurl',
  'chat.update',
  'conversations.history',
  'conversations.info',
  'conversations.join',
  'conversations.list',
  'conversations.members',
  'conversations.open',
  'conversations.replies',
  'files.completeUploadExternal',
  'files.getUploadURLExternal',
  'files.info',
  'oauth.v2.access',
  'reactions.add',
  'reactions.remove',
  'team.info',
  'users.info',
  'users.list',
  'users.lookupByEmail',
  'views.open',
  'views.publish',
  'views.push',
  'views.update',
];

interface MethodPage {
  http_method: string;
  scope?: { bot?: string[] };
  rate_limits?: string;
  json_input_supported?: boolean;
  args?: { required?: string[]; properties?: Record<string, unknown> };
  errors?: Record<string, unknown>;
}

interface EventPage {
  name: string;
  scopes?: string[];
  APIs?: string[];
}

/** Lists are kept as words with spaces between, which keeps the file short enough to read. */
const words = (names: readonly string[]) => [...names].sort().join(' ');

function reduce(page: MethodPage) {
  const { required = [], properties = {} } = page.args ?? {};
  return {
    scopes: words(page.scope?.bot ?? []),
    tier: page.rate_limits ?? '',
    json: page.json_input_supported === true,
    required: words(required.filter((name) => name !== 'token')),
    optional: words(Object.keys(properties).filter((name) => name !== 'token' && !required.includes(name))),
    errors: words(Object.keys(page.errors ?? {})),
  };
}

function makeReference(folder: string) {
  const read = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8'));
  const events: EventPage[] = read('docs.slack.dev/events/events.json');
  return {
    commonErrors: words(Object.keys(read('methods/_errors/common.json').errors)),
    methods: Object.fromEntries(
      methods.map((name) => [name, reduce(read(`docs.slack.dev/methods/${name}.json`))]),
    ),
    events: Object.fromEntries(
      events
        .filter((event) => event.APIs?.includes('Events'))
        // One scope is misspelt there, with a dot for the colon.
        .map((event) => [
          event.name,
          words((event.scopes ?? []).map((scope) => scope.replace(/\.(read|history|write)$/, ':$1'))),
        ])
        .sort(([one = ''], [other = '']) => (one < other ? -1 : 1)),
    ),
  };
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (!folder) {
    console.error('Name the folder of a checkout of https://github.com/slack-ruby/slack-api-ref.');
    process.exit(2);
  }
  const target = new URL('reference.json', import.meta.url);
  writeFileSync(target, `${JSON.stringify(makeReference(folder), null, 2)}\n`);
}
