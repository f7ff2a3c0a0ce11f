/** The desk's settings from the environment, read once and checked as a whole. */
import { isIPv4 } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

export interface SlackConfig {
  botToken: string;
  /** For Socket Mode; null where Slack comes over HTTP. */
  appToken: string | null;
  /** By which requests of Slack are known at `/slack/events`; null for Socket Mode. */
  signingSecret: string | null;
  /** The Web API's base address; null means Slack's own. */
  apiUrl: string | null;
  /** Where cards of new tickets go until there are routes; null for nowhere. */
  channel: string | null;
}

export interface MailConfig {
  smtpUrl: string;
  from: string;
}

export interface Config {
  host: string;
  port: number;
  /** Base of every link and the one origin that cookies and form checks trust; without a slash at its end. */
  publicUrl: string;
  dataDirectory: string;
  databaseUrl: string;
  slack: SlackConfig | null;
  /** Null keeps mails inside the desk. */
  mail: MailConfig | null;
  logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';
}

/** Variables that cannot be used. The message names every one of them. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const optional = z.string().trim().optional();

/** As browsers write it: in lower case, without the standard port; and without a slash at its end. */
const webAddress = z
  .string()
  .trim()
  .refine(isBareOrigin, 'must be like "https://support.example.com", without a path')
  .transform((text) => new URL(text).origin);

function isBareOrigin(text: string): boolean {
  const url = /^https?:\/\/[^/?#@\s]+\/?$/i.test(text) ? URL.parse(text) : null;
  return url !== null && url.hostname !== '';
}

function originOf(host: string, port: number): string {
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return URL.parse(address)?.origin ?? address;
}

const portRule = 'must be a whole number between 0 and 65535';

const variables = z.object({
  HOST: z
    .string()
    .trim()
    .regex(/^[^\s/?#@]+$/, 'must be a name or an address of this machine')
    .default('127.0.0.1')
    .describe('The address of this machine at which the desk listens; 0.0.0.0 for all of them'),
  PORT: z
    .string()
    .trim()
    .regex(/^\d{1,5}$/, portRule)
    .transform(Number)
    .refine((port) => port <= 65_535, portRule)
    .default(4000)
    .describe(
      "The port at which the desk listens; the sample desk's Slack emulator takes the next one, PORT+1",
    ),
  POSTERN_PUBLIC_URL: webAddress
    .optional()
    .describe('Base of every link and the only origin that is trusted; http://HOST:PORT unless set'),
  POSTERN_DATA: z
    .string()
    .trim()
    .min(1)
    .default('./data')
    .describe('Directory of the database, logs and files'),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.|postgres(ql)?:\/\/)/, 'must begin with "file:" or "postgresql://"')
    .optional()
    .describe('The database; file:$POSTERN_DATA/postern.db unless set'),
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith('xoxb-', 'must begin with "xoxb-"')
    .optional()
    .describe("The Slack app's bot token"),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-', 'must begin with "xapp-"')
    .optional()
    .describe("The Slack app's token for Socket Mode"),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^[0-9a-f]{32,}$/i, "must be the app's signing secret, of 32 hexadecimal digits")
    .optional()
    .describe("The Slack app's signing secret, for requests to /slack/events instead of Socket Mode"),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address that begins with "http://" or "https://"' })
    .optional()
    .describe("The Web API's base; Slack's own unless set"),
  SLACK_CHANNEL: optional.describe(
    'The channel where new tickets appear until there are routes, by name or id',
  ),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with "smtp://" or "smtps://"')
    .refine(
      (text) => !text.startsWith('smtp') || Boolean(URL.parse(text)?.hostname),
      'must name a mail server, as "smtp://mail.example.com:587" does',
    )
    .optional()
    .describe('The mail server, as smtp://user:password@host:port'),
  MAIL_FROM: z
    .string()
    .trim()
    .regex(
      /^([^<>@,\p{Cc}]*<[^<>@,\s]+@[^<>@,\s]+>|[^<>@,\s]+@[^<>@,\s]+)$/u,
      'must be an address, such as "Acme Support <support@example.com>"',
    )
    .optional()
    .describe('The sender of mails, as "Acme Support <support@example.com>"'),
  POSTERN_LOG: z
    .enum(
      ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'],
      'must be one of silent, fatal, error, warn, info, debug and trace',
    )
    .default('info')
    .describe('How much is logged, as JSON lines on stderr'),
});

/** Every variable with its meaning and its default, for `.env.example`. */
export function configVariables(): { name: string; meaning: string; value: string }[] {
  const defaults = variables.parse({}) as Record<string, unknown>;
  return Object.entries(variables.shape).map(([name, schema]) => ({
    name,
    meaning: schema.description ?? '',
    value: String(defaults[name] ?? ''),
  }));
}

/**
 * Reads the variables that `.env.example` lists; empty ones count as unset, others are ignored.
 * Throws `ConfigError` naming every bad one at once.
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const { data, error } = variables.safeParse(given);
  const problems = error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) ?? [];
  const slackParts = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_CHANNEL'];
  if (slackParts.some((name) => given[name])) {
    if (!given.SLACK_BOT_TOKEN) problems.push('SLACK_BOT_TOKEN must be set too, for Slack to work');
    if (!given.SLACK_APP_TOKEN && !given.SLACK_SIGNING_SECRET) {
      problems.push(
        'SLACK_APP_TOKEN must be set too, for Slack over Socket Mode, or SLACK_SIGNING_SECRET, for Slack over HTTP',
      );
    }
  }
  if (given.SMTP_URL && !given.MAIL_FROM) problems.push('MAIL_FROM must be set too, for mail to be sent');
  if (!data || problems.length > 0) {
    throw new ConfigError(`The settings cannot be used:\n${problems.map((line) => `  ${line}`).join('\n')}`);
  }
  const dataDirectory = resolve(data.POSTERN_DATA);
  return {
    host: data.HOST,
    port: data.PORT,
    publicUrl: data.POSTERN_PUBLIC_URL ?? originOf(data.HOST, data.PORT),
    dataDirectory,
    databaseUrl: data.DATABASE_URL ?? `file:${dataDirectory}/postern.db`,
    slack:
      data.SLACK_BOT_TOKEN && (data.SLACK_APP_TOKEN || data.SLACK_SIGNING_SECRET)
        ? {
            botToken: data.SLACK_BOT_TOKEN,
            appToken: data.SLACK_APP_TOKEN ?? null,
            signingSecret: data.SLACK_SIGNING_SECRET ?? null,
            apiUrl: data.SLACK_API_URL ?? null,
            channel: data.SLACK_CHANNEL ?? null,
          }
        : null,
    mail: data.SMTP_URL && data.MAIL_FROM ? { smtpUrl: data.SMTP_URL, from: data.MAIL_FROM } : null,
    logLevel: data.POSTERN_LOG,
  };
}

/** Whether a host, as a listener or an address names it, is one that this machine alone can reach. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  return (
    name === 'localhost' || name === '::1' || name === '[::1]' || (isIPv4(name) && name.startsWith('127.'))
  );
}

/** What to say at the start of a desk that others can reach, and that does not know under which address; else null. */
export function publicUrlAdvice(env: Record<string, string | undefined>, config: Config): string | null {
  if (isLoopback(config.host) || env.POSTERN_PUBLIC_URL?.trim()) return null;
  return `Set POSTERN_PUBLIC_URL to the address customers type; until then links and sign-in work only at ${config.publicUrl}.`;
}
