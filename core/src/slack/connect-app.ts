/** Making the desk's app in Slack: its manifest for this desk, and whether its two tokens are good. */
import type { AgentContext, Core } from '../context.ts';
import { PosternError } from '../errors.ts';
import { appManifest, missingScopes } from './app-manifest.ts';

export interface SlackSetup {
  /** Where Slack makes an app of a manifest. */
  createUrl: string;
  manifest: Record<string, unknown>;
  isConfigured: boolean;
}

export interface TokenCheck {
  isGood: boolean;
  /** What the desk found, with what to do where it is not good. Never a token. */
  words: string;
}

export interface SlackCheck {
  bot: TokenCheck;
  app: TokenCheck;
  team: { id: string; name: string } | null;
  /** What the bot's token may not do although the manifest asks for it. */
  missingScopes: string[];
}

interface Tokens {
  botToken?: string | undefined;
  appToken?: string | null | undefined;
}

const notNeeded: TokenCheck = { isGood: true, words: 'It is not needed: Slack comes to /slack/events.' };
const slackApi = 'https://slack.com/api/';
const longestCallMs = 10_000;

/** The manifest names the domains of this desk, so that links to its tickets are shown as cards. */
export async function slackSetup({ core }: AgentContext): Promise<SlackSetup> {
  const manifest = appManifest(await linkDomains(core));
  const address = new URL('https://api.slack.com/apps');
  address.searchParams.set('new_app', '1');
  address.searchParams.set('manifest_json', JSON.stringify(manifest));
  return { createUrl: address.href, manifest, isConfigured: core.config.slack !== null };
}

/** Hosts under which people link to tickets; Slack knows no ports. */
export async function linkDomains(core: Core): Promise<string[]> {
  const domains = await core.db.read.domain.findMany({
    where: { verifiedAt: { not: null }, portal: { isNot: null } },
    orderBy: { host: 'asc' },
    select: { host: true },
  });
  const hosts = [new URL(core.config.publicUrl).host, ...domains.map(({ host }) => host)];
  return [...new Set(hosts.map((host) => host.replace(/:\d+$/, '')))];
}

/**
 * Asks Slack about two tokens: those that were given, else those of the desk's settings. Slack hears of them once each,
 * and nothing of them is kept. Throws `BAD_INPUT` where there are none.
 */
export async function checkTokens({ core }: AgentContext, given: Tokens): Promise<SlackCheck> {
  const { slack } = core.config;
  const isGiven = given.botToken !== undefined || given.appToken !== undefined;
  const tokens: Tokens = isGiven ? given : (slack ?? {});
  if (!tokens.botToken && !tokens.appToken)
    throw new PosternError('BAD_INPUT', 'This desk has no tokens of Slack.', {
      hint: 'Give them on stdin: postern slack connect --tokens-stdin. How to get them: postern slack connect',
    });
  const api = slack?.apiUrl ?? slackApi;
  const [{ missing, team, ...bot }, app] = await Promise.all([
    checkBot(api, tokens.botToken),
    slack?.signingSecret && !tokens.appToken ? notNeeded : checkApp(api, tokens.appToken),
  ]);
  return { bot, app, team, missingScopes: missing };
}

async function checkBot(
  api: string,
  token: string | undefined,
): Promise<TokenCheck & { missing: string[]; team: SlackCheck['team'] }> {
  const bad = (words: string) => ({ isGood: false, words, missing: [], team: null });
  if (!token) return bad('It was not given. It begins with xoxb- and stands under "OAuth & Permissions".');
  const answer = await call(api, 'auth.test', token);
  if (!answer.ok) return bad(wordsFor(answer.error));
  const { team_id: id, team: name, bot_id: botId } = answer.body;
  if (!botId) return bad('This is not the token of a bot. Take the one that begins with xoxb-.');
  const missing = missingScopes(answer.scopes);
  const team = { id: String(id ?? ''), name: String(name ?? '') };
  return {
    isGood: missing.length === 0,
    words:
      missing.length === 0
        ? `It is good, in the workspace ${team.name}.`
        : `It works in the workspace ${team.name}, but may not do everything: ${missing.join(', ')}. Put the manifest into the app anew and install it again.`,
    missing,
    team,
  };
}

async function checkApp(api: string, token: string | null | undefined): Promise<TokenCheck> {
  if (!token)
    return {
      isGood: false,
      words:
        'It was not given. It begins with xapp- and stands under "Basic Information", "App-Level Tokens", with the scope connections:write.',
    };
  const answer = await call(api, 'apps.connections.open', token);
  return answer.ok
    ? { isGood: true, words: 'It is good: Slack opens a connection for it.' }
    : { isGood: false, words: wordsFor(answer.error) };
}

interface Answer {
  ok: boolean;
  error: string;
  scopes: string[];
  body: Record<string, unknown>;
}

async function call(api: string, method: string, token: string): Promise<Answer> {
  const failed = (error: string): Answer => ({ ok: false, error, scopes: [], body: {} });
  try {
    const response = await fetch(new URL(method, api), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      signal: AbortSignal.timeout(longestCallMs),
    });
    const body = (await response.json()) as Record<string, unknown>;
    const scopes = (response.headers.get('x-oauth-scopes') ?? '').split(',').map((scope) => scope.trim());
    return { ok: body.ok === true, error: String(body.error ?? 'no_answer'), scopes, body };
  } catch {
    return failed('no_answer');
  }
}

const said: Record<string, string> = {
  no_answer: 'Slack did not answer. Look whether this machine reaches slack.com, and try again.',
  invalid_auth: 'Slack does not know it. Copy it again, as a whole.',
  not_authed: 'Slack does not know it. Copy it again, as a whole.',
  token_revoked: 'It was revoked. Install the app again and take the new one.',
  token_expired: 'It has expired. Install the app again and take the new one.',
  account_inactive: 'The app was removed from the workspace. Install it again.',
  not_allowed_token_type: 'It is of the other kind: the bot has xoxb-, the app has xapp-.',
  missing_scope: 'It lacks the scope connections:write. Make one that has it, under "App-Level Tokens".',
};

function wordsFor(code: string): string {
  return said[code] ?? `Slack refuses it (${code.replaceAll(/[^a-z0-9_]/gi, '').slice(0, 80)}).`;
}
