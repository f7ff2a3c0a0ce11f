/** The Web API's door: reads a call, checks it in Slack's order, runs the method, answers as Slack does. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, Args, type Call, type Handler, invalidArguments, type World } from './api-call.ts';
import type { Faults } from './faults.ts';
import { readBytes, readForm, sendJson } from './http.ts';
import { slackId } from './ids.ts';
import {
  alwaysAllowed,
  commonErrors,
  hintedArguments,
  type MethodFacts,
  methodTable,
} from './method-table.ts';
import { authMethods } from './methods/auth.ts';
import { chatMethods } from './methods/chat.ts';
import { conversationMethods } from './methods/conversations.ts';
import { fileMethods } from './methods/files.ts';
import { oauthMethods } from './methods/oauth.ts';
import { reactionMethods } from './methods/reactions.ts';
import { unfurlMethods } from './methods/unfurl.ts';
import { userMethods } from './methods/users.ts';
import { viewMethods } from './methods/views.ts';
import type { Rates } from './rates.ts';
import { isObject } from './schema.ts';
import { answerUnderFaults } from './suffering.ts';
import type { Json } from './types.ts';

const handlers: Record<string, Handler> = {
  ...authMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...reactionMethods,
  ...oauthMethods,
  ...unfurlMethods,
  ...userMethods,
  ...viewMethods,
};

export interface WebApiOptions {
  world: World;
  faults: Faults;
  /** Null leaves calls unlimited. */
  rates: Rates | null;
  tokens: { bot: string; app: string };
}

/** Answers one request to `/api/<method>`. */
export async function answerApiCall(
  options: WebApiOptions,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { world, faults } = options;
  const exchange = { world, faults, name: method, request, response };
  await answerUnderFaults(exchange, {
    read: () => readArguments(method, request),
    accept(given) {
      const outcome = run(options, method, request, given);
      world.journal.add('call', `${method}: ${outcome.body.ok ? 'ok' : outcome.body.error}`, {
        args: isObject(given) ? { ...given, token: undefined } : given,
        answer: outcome.body,
      });
      return () => sendJson(response, outcome.status, outcome.body, outcome.headers);
    },
  });
}

interface Outcome {
  status: number;
  body: Json;
  headers: Record<string, string>;
}

/** The answer to a call whose arguments are read; a message it creates is on disk when this returns. */
function run(
  options: WebApiOptions,
  method: string,
  request: IncomingMessage,
  given: Json | string,
): Outcome {
  const { world } = options;
  const facts = Object.hasOwn(methodTable, method) ? methodTable[method] : undefined;
  const headers: Record<string, string> = { 'x-slack-req-id': slackId('') };
  try {
    const handler = handlers[method];
    if (!facts || !handler) throw new ApiError('unknown_method', { req_method: method });
    if (typeof given === 'string') throw new ApiError(given);
    requireToken(options, facts, request, given);
    headers['x-oauth-scopes'] = scopesHeld(world, facts).join(',');
    headers['x-accepted-oauth-scopes'] = facts.scopes.join(',');
    requireAnyScope(world, facts);
    const call: Call = { method, args: new Args({ ...basicCredentials(request, facts), ...given }), world };
    requireRate(options.rates, facts, call);
    requireArguments(facts, call);
    return { status: 200, body: { ok: true, ...handler(call) }, headers };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    noteUndocumented(world, method, facts, error.code);
    if (error.code !== 'ratelimited') {
      return { status: 200, body: { ok: false, error: error.code, ...error.extra }, headers };
    }
    return rateLimited(Number(error.extra.retryAfter), headers);
  }
}

/** The emulator must not invent codes: what it answers is documented for the method, or a test fails. */
function noteUndocumented(world: World, method: string, facts: MethodFacts | undefined, code: string): void {
  if (!facts || facts.errors.includes(code) || commonErrors.includes(code)) return;
  world.journal.add('defect', `The emulator answered ${code}, which ${method} does not document.`);
}

function rateLimited(retryAfter: number, headers: Record<string, string>): Outcome {
  return {
    status: 429,
    body: { ok: false, error: 'ratelimited' },
    headers: { ...headers, 'retry-after': String(retryAfter) },
  };
}

/** The arguments, or the name of Slack's refusal. JSON to a method that takes none is not read. */
async function readArguments(method: string, request: IncomingMessage): Promise<Json | string> {
  const type = request.headers['content-type'] ?? '';
  const bytes = await readBytes(request);
  if (request.method === 'GET') {
    return Object.fromEntries(new URL(request.url ?? '/', 'http://emulator').searchParams);
  }
  const kind = type.split(';')[0]?.trim().toLowerCase() ?? '';
  const charset = /charset=["']?([^;"'\s]+)/i.exec(type)?.[1]?.toLowerCase() ?? 'utf-8';
  if (charset !== 'utf-8' && charset !== 'iso-8859-1') return 'invalid_charset';
  const body = bytes.toString(charset === 'utf-8' ? 'utf8' : 'latin1');
  if (kind === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(body));
  if (kind === 'multipart/form-data') {
    try {
      return Object.fromEntries(await readForm(bytes, type));
    } catch {
      return 'invalid_form_data';
    }
  }
  if (kind === 'application/json') {
    if (!methodTable[method]?.takesJson) return {};
    try {
      const parsed: unknown = JSON.parse(body);
      return isObject(parsed) ? parsed : 'json_not_object';
    } catch {
      return 'invalid_json';
    }
  }
  if (body === '') return {};
  return kind === '' ? 'missing_post_type' : 'invalid_post_type';
}

function requireToken(
  { world, tokens }: WebApiOptions,
  facts: MethodFacts,
  request: IncomingMessage,
  given: Json,
): void {
  if (facts.token === 'none') return;
  const isForm = !(request.headers['content-type'] ?? '').startsWith('application/json');
  const header = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  // Slack reads a token from a form, never from JSON and no longer from the address.
  const token = header ?? (isForm && request.method === 'POST' ? given.token : undefined);
  if (typeof token !== 'string' || token === '') throw new ApiError('not_authed');
  const grant = world.store.get('grants', token);
  if (token !== tokens.bot && token !== tokens.app && !grant) throw new ApiError('invalid_auth');
  const kind = token === tokens.app ? 'app' : 'bot';
  const trouble = world.store.get('settings', `${kind}TokenTrouble`)?.value;
  if (trouble) throw new ApiError(trouble);
  if (grant && grant.expiresAt <= world.clock.now()) throw new ApiError('token_expired');
  if (kind !== facts.token) throw new ApiError('not_allowed_token_type');
}

/** The one method without a token may carry its client's id and secret in the header. */
function basicCredentials(request: IncomingMessage, facts: MethodFacts): Json {
  const given = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (facts.token !== 'none' || !given) return {};
  const [id = '', secret = ''] = Buffer.from(given, 'base64').toString().split(':');
  return { client_id: id, client_secret: secret };
}

function scopesHeld(world: World, facts: MethodFacts): readonly string[] {
  return facts.token === 'app' ? ['connections:write'] : world.manifest.scopes;
}

function requireAnyScope(world: World, facts: MethodFacts): void {
  if (facts.scopes.length === 0) return;
  const { scopes } = world.manifest;
  if (!facts.scopes.some((scope) => scopes.includes(scope))) {
    throw new ApiError('missing_scope', { needed: facts.scopes.join(','), provided: scopes.join(',') });
  }
}

function requireRate(rates: Rates | null, facts: MethodFacts, { method, args, world }: Call): void {
  if (!rates) return;
  const wanted = args.text('channel');
  // A channel has one pace, whether it is called by its id or its name.
  const channel = world.workspace.findChannel(wanted)?.id ?? wanted;
  const key = facts.tier === 'posting' ? `${method}:${channel}` : method;
  const retryAfter = rates.take(key, facts.tier);
  if (retryAfter > 0) throw new ApiError('ratelimited', { retryAfter });
}

function requireArguments(facts: MethodFacts, { method, args, world }: Call): void {
  const known = new Set([
    ...facts.required,
    ...facts.optional,
    ...alwaysAllowed,
    ...(hintedArguments[method] ?? []),
  ]);
  const unknown = args.names().filter((name) => !known.has(name));
  if (unknown.length > 0) {
    world.journal.add('defect', `${method} does not document: ${unknown.join(', ')}`);
  }
  const missing = facts.required.filter((name) => !args.has(name));
  if (missing.length > 0) {
    throw invalidArguments(...missing.map((name) => `missing required field: ${name}`));
  }
}
