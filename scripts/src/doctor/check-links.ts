/** The doctor looks at what the desk speaks to: Slack and the mail server. */
import { createConnection } from 'node:net';
import type { Config, SlackConnection } from '@postern/core';
import { defaultManifestFile, readManifest } from '../slack-emulator/manifest.ts';
import { type Check, fail, ok, warn } from './check.ts';

const patienceMs = 5_000;

/**
 * Asks Slack who the token is, and compares what it may do with what the manifest asks for. Without the token, and of
 * what a token does not show, the bot's last words count: `said`.
 */
export async function checkSlack(
  slack: { token: string; apiUrl: string | null } | null,
  said: SlackConnection | null,
): Promise<Check> {
  if (!slack) return saidOf(said);
  const check = await askSlack(slack);
  return check.state === 'ok' && said?.trouble ? saidOf(said) : check;
}

const name = 'Slack';

function saidOf(said: SlackConnection | null): Check {
  if (!said) return ok(name, 'Slack is not connected.');
  const { isConnected, trouble, missingScopes } = said;
  const where = said.teamName === null ? '' : ` to ${said.teamName}`;
  const how = `The desk said last: ${isConnected ? 'connected' : 'not connected'}${where} since ${said.since}`;
  const todo = 'See: postern slack status';
  if (trouble) return warn(name, `${how}: ${trouble}`, todo);
  if (isConnected && missingScopes.length > 0)
    return warn(name, `${how}, without ${missingScopes.join(', ')}.`, todo);
  return ok(name, `${how}.`);
}

async function askSlack(slack: { token: string; apiUrl: string | null }): Promise<Check> {
  const url = `${(slack.apiUrl ?? 'https://slack.com/api').replace(/\/$/, '')}/auth.test`;
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.token}` },
      signal: AbortSignal.timeout(patienceMs),
    });
    const { ok: isOk, error, team, user } = (await answer.json()) as Record<string, unknown>;
    if (!isOk)
      return fail(
        name,
        `Slack refuses the bot token: ${error}.`,
        'Install the app again and set SLACK_BOT_TOKEN.',
      );
    return scopesOf(answer.headers.get('x-oauth-scopes'), `${user} in ${team}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(
      name,
      `Slack does not answer at ${url}: ${reason}.`,
      'Look at the network of this machine, and at SLACK_API_URL.',
    );
  }
}

function scopesOf(header: string | null, who: string): Check {
  if (header === null)
    return warn(
      name,
      `Slack knows ${who}, and does not say what it may do.`,
      'Compare its scopes with slackbot/manifest.json.',
    );
  const has = header.split(',').map((scope) => scope.trim());
  const missing = readManifest(defaultManifestFile).scopes.filter((scope) => !has.includes(scope));
  if (missing.length > 0)
    return fail(
      name,
      `${who} may not: ${missing.join(', ')}.`,
      'Give the app the manifest in slackbot/manifest.json, and install it again.',
    );
  return ok(name, `Slack knows ${who}, with every scope of the manifest.`);
}

export async function checkMail(config: Config, isSampleDesk: boolean): Promise<Check> {
  const name = 'mail';
  if (isSampleDesk) return ok(name, 'The sample desk keeps its mails.');
  if (!config.mail)
    return warn(
      name,
      'No mail server is set: mails wait in the outbox.',
      'Set SMTP_URL and MAIL_FROM, and start the desk again.',
    );
  const { hostname, port, protocol } = new URL(config.mail.smtpUrl);
  const at = {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (protocol === 'smtps:' ? 465 : 587),
  };
  const refusal = await connect(at);
  return refusal === null
    ? ok(name, `A mail server answers at ${at.host}:${at.port}; mails leave as ${config.mail.from}.`)
    : fail(
        name,
        `No mail server answers at ${at.host}:${at.port}: ${refusal}.`,
        'Look at SMTP_URL, and at the network of this machine.',
      );
}

/** Null once the connection stands, else why it does not. */
function connect({ host, port }: { host: string; port: number }): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: patienceMs });
    const end = (answer: string | null) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end('it takes too long'));
    socket.once('error', (error) => end(error.message));
  });
}
