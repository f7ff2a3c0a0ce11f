/** The settings: what holds without any, and every bad one named at once, in words, without its secret. */
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, configVariables, isLoopback, loadConfig, publicUrlAdvice } from './config.ts';

const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_CHANNEL: '#support' };

function problemsOf(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    const [title, ...lines] = (error as Error).message.split('\n');
    expect(title).toBe('The settings cannot be used:');
    return lines.map((line) => line.trim());
  }
  return [];
}

test('without any variable the desk runs on this machine, without Slack and mail', () => {
  expect(loadConfig({})).toEqual({
    host: '127.0.0.1',
    port: 4000,
    publicUrl: 'http://127.0.0.1:4000',
    dataDirectory: resolve('./data'),
    databaseUrl: `file:${resolve('./data')}/postern.db`,
    slack: null,
    mail: null,
    logLevel: 'info',
  });
});

test('empty and blank variables count as unset, and unknown ones are nobody’s business', () => {
  const env = {
    HOST: '',
    PORT: '  ',
    SMTP_URL: '',
    SLACK_BOT_TOKEN: '\t',
    POSTERN_LOG: '',
    PATH: '/bin',
    PORTT: 'x',
  };
  expect(loadConfig(env)).toEqual(loadConfig({}));
});

test('everything set is taken as it was meant', () => {
  expect(
    loadConfig({
      ...slack,
      HOST: ' ::1 ',
      PORT: '8080',
      POSTERN_DATA: '/srv/my desk',
      SLACK_API_URL: 'http://127.0.0.1:4001/api/',
      SMTP_URL: 'smtps://desk:p%40ss@mail.acme.example:465',
      MAIL_FROM: 'Acme Support <support@acme.example>',
      POSTERN_LOG: 'debug',
    }),
  ).toEqual({
    host: '::1',
    port: 8080,
    publicUrl: 'http://[::1]:8080',
    dataDirectory: '/srv/my desk',
    databaseUrl: 'file:/srv/my desk/postern.db',
    slack: {
      botToken: 'xoxb-1',
      appToken: 'xapp-1',
      signingSecret: null,
      apiUrl: 'http://127.0.0.1:4001/api/',
      channel: '#support',
    },
    mail: {
      smtpUrl: 'smtps://desk:p%40ss@mail.acme.example:465',
      from: 'Acme Support <support@acme.example>',
    },
    logLevel: 'debug',
  });
});

test.each([
  ['https://help.acme.example', 'https://help.acme.example'],
  ['https://Help.Acme.Example', 'https://help.acme.example'],
  ['https://help.acme.example:443', 'https://help.acme.example'],
  ['https://help.acme.example/', 'https://help.acme.example'],
  ['http://10.0.0.1:8080', 'http://10.0.0.1:8080'],
  ['http://[::1]:8080', 'http://[::1]:8080'],
])('the public address %s is kept as browsers write it', (given, kept) => {
  expect(loadConfig({ POSTERN_PUBLIC_URL: given }).publicUrl).toBe(kept);
});

test('the address of the standard port is written as browsers write it', () => {
  expect(loadConfig({ PORT: '80' }).publicUrl).toBe('http://127.0.0.1');
});

describe('a variable that cannot be used is named, with what it must be', () => {
  const address = 'must be like "https://support.example.com", without a path';
  test.each<[name: string, value: string, says: string]>([
    ['PORT', 'four thousand', 'must be a whole number between 0 and 65535'],
    ['PORT', '4000.5', 'must be a whole number between 0 and 65535'],
    ['PORT', '-1', 'must be a whole number between 0 and 65535'],
    ['PORT', '65536', 'must be a whole number between 0 and 65535'],
    ['PORT', '1e3', 'must be a whole number between 0 and 65535'],
    ['PORT', '0x10', 'must be a whole number between 0 and 65535'],
    ['POSTERN_PUBLIC_URL', 'help.acme.example', address],
    ['POSTERN_PUBLIC_URL', 'https://help.acme.example//', address],
    ['POSTERN_PUBLIC_URL', 'https://help.acme.example/desk', address],
    ['POSTERN_PUBLIC_URL', 'https://help.acme.example?x', address],
    ['POSTERN_PUBLIC_URL', 'https://help.acme.example#x', address],
    ['POSTERN_PUBLIC_URL', 'https://me:pw@help.acme.example', address],
    ['POSTERN_PUBLIC_URL', 'https://help.acme.example:port', address],
    ['POSTERN_PUBLIC_URL', 'ftp://help.acme.example', address],
    ['POSTERN_PUBLIC_URL', 'https://', address],
    ['HOST', 'my host', 'must be a name or an address of this machine'],
    ['HOST', 'http://x', 'must be a name or an address of this machine'],
    ['DATABASE_URL', 'mysql://x', 'must begin with "file:" or "postgresql://"'],
    ['DATABASE_URL', 'file:', 'must begin with "file:" or "postgresql://"'],
    ['DATABASE_URL', './postern.db', 'must begin with "file:" or "postgresql://"'],
    ['POSTERN_LOG', 'loud', 'must be one of silent, fatal, error, warn, info, debug and trace'],
    ['SLACK_BOT_TOKEN', 'xoxp-1', 'must begin with "xoxb-"'],
    ['SLACK_APP_TOKEN', 'xoxb-1', 'must begin with "xapp-"'],
    ['SLACK_API_URL', 'nowhere', 'must be an address that begins with "http://" or "https://"'],
    ['SLACK_API_URL', 'javascript:alert(1)', 'must be an address that begins with "http://" or "https://"'],
    ['SMTP_URL', 'mail.acme.example', 'must begin with "smtp://" or "smtps://"'],
    ['SMTP_URL', 'smtp://', 'must name a mail server, as "smtp://mail.example.com:587" does'],
    ['MAIL_FROM', 'Acme Support', 'must be an address, such as "Acme Support <support@example.com>"'],
    [
      'MAIL_FROM',
      'a@b.example, c@d.example',
      'must be an address, such as "Acme Support <support@example.com>"',
    ],
    [
      'MAIL_FROM',
      'a@b.example\nBcc: c@d.example',
      'must be an address, such as "Acme Support <support@example.com>"',
    ],
  ])('%s=%s', (name, value, says) => {
    const rest = name.startsWith('SLACK') ? slack : { SMTP_URL: 'smtp://mail', MAIL_FROM: 'a@b.example' };
    expect(problemsOf({ ...rest, [name]: value })).toEqual([`${name} ${says}`]);
  });
});

test('all of them are named at once, those that miss a companion too', () => {
  const problems = problemsOf({
    PORT: 'x',
    POSTERN_PUBLIC_URL: 'x',
    DATABASE_URL: 'x',
    POSTERN_LOG: 'x',
    SLACK_BOT_TOKEN: 'x-secret',
    SMTP_URL: 'smtp://me:x-secret@mail',
  });
  expect(problems.map((line) => line.split(' ')[0])).toEqual([
    'PORT',
    'POSTERN_PUBLIC_URL',
    'DATABASE_URL',
    'SLACK_BOT_TOKEN',
    'POSTERN_LOG',
    'SLACK_APP_TOKEN',
    'MAIL_FROM',
  ]);
  expect(problems).toContain(
    'SLACK_APP_TOKEN must be set too, for Slack over Socket Mode, or SLACK_SIGNING_SECRET, for Slack over HTTP',
  );
  expect(problemsOf({ SLACK_CHANNEL: '#support' })).toHaveLength(2);
  expect(
    problemsOf({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '0123456789abcdef'.repeat(2) }),
  ).toEqual([]);
  expect(problems).toContain('MAIL_FROM must be set too, for mail to be sent');
  expect(problems.join()).not.toContain('secret');
});

test('each variable is described once, with its default', () => {
  const described = configVariables();
  expect(new Set(described.map(({ name }) => name)).size).toBe(described.length);
  for (const { name, meaning } of described) expect(meaning, name).not.toBe('');
  expect(new Set(described.map(({ meaning }) => meaning)).size).toBe(described.length);
  expect(described).toContainEqual(expect.objectContaining({ name: 'PORT', value: '4000' }));
});

test.each([
  ['127.0.0.1', true],
  ['127.8.0.9', true],
  ['::1', true],
  ['[::1]', true],
  ['localhost', true],
  ['LOCALHOST', true],
  ['0.0.0.0', false],
  ['::', false],
  ['128.0.0.1', false],
  ['127.0.0.1.evil.example', false],
  ['localhost.evil.example', false],
  ['127.evil.example', false],
])('%s being an address of this machine alone: %s', (host, answer) => {
  expect(isLoopback(host)).toBe(answer);
});

test('a desk that others can reach asks for the address they type, until it has one', () => {
  const advice = (env: Record<string, string>) => publicUrlAdvice(env, loadConfig(env));
  expect(advice({ HOST: '0.0.0.0', POSTERN_PUBLIC_URL: ' ' })).toBe(
    'Set POSTERN_PUBLIC_URL to the address customers type; until then links and sign-in work only at http://0.0.0.0:4000.',
  );
  expect(advice({ HOST: '0.0.0.0', POSTERN_PUBLIC_URL: 'https://help.acme.example' })).toBeNull();
  expect(advice({})).toBeNull();
  expect(advice({ HOST: '127.0.0.2' })).toBeNull();
});
