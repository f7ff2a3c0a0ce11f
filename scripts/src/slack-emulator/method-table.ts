/** What each Web API method takes, needs and answers, read from the reduced public reference. */
import { readFileSync } from 'node:fs';
import type { Tier } from './rates.ts';

export interface MethodFacts {
  /** Any one of these scopes is enough to be let in; some channels ask for a certain one. */
  scopes: readonly string[];
  token: 'bot' | 'app' | 'none';
  takesJson: boolean;
  tier: Tier;
  required: readonly string[];
  optional: readonly string[];
  /** The codes its documentation names, besides {@link commonErrors}. */
  errors: readonly string[];
}

interface Reference {
  commonErrors: string;
  methods: Record<string, ReducedMethod>;
  events: Record<string, string>;
}

interface ReducedMethod {
  scopes: string;
  tier: string;
  json: boolean;
  required: string;
  optional: string;
  errors: string;
}

const reference: Reference = JSON.parse(
  readFileSync(new URL('./reference/reference.json', import.meta.url), 'utf8'),
);

const words = (list: string) => list.split(' ').filter(Boolean);

const tiers: Record<string, Tier> = { t2: 2, t3: 3, t4: 4, t5: 'special' };

function tierOf(name: string, published: string): Tier {
  return name === 'chat.postMessage' ? 'posting' : (tiers[published] ?? 3);
}

/** The reference does not say which token a method takes. */
const tokens: Record<string, 'app' | 'none'> = { 'apps.connections.open': 'app', 'oauth.v2.access': 'none' };

export const methodTable: Record<string, MethodFacts> = Object.fromEntries(
  Object.entries(reference.methods).map(([name, reduced]) => [
    name,
    {
      scopes: words(reduced.scopes),
      token: tokens[name] ?? 'bot',
      takesJson: reduced.json,
      tier: tierOf(name, reduced.tier),
      required: words(reduced.required),
      optional: words(reduced.optional),
      errors: words(reduced.errors),
    },
  ]),
);

/**
 * Codes any method may answer. The last five are described in Slack's guides for all methods, though the pages of
 * most methods leave them out.
 */
export const commonErrors: readonly string[] = [
  ...words(reference.commonErrors),
  'invalid_arguments',
  'invalid_auth',
  'invalid_json',
  'json_not_object',
  'invalid_cursor',
];

/** The bot scopes that an event asks for, any one of them. */
export const eventScopes: Record<string, readonly string[]> = Object.fromEntries(
  Object.entries(reference.events).map(([name, scopes]) => [name, words(scopes)]),
);

/**
 * Arguments every method takes. `token` is an alternative to the header. The official client adds `team_id` to every
 * call made for an installation, documented for the method or not, so it is not held against the app.
 */
export const alwaysAllowed: readonly string[] = ['token', 'team_id'];

/** Arguments that the reference shows only in errors and answers of a method. */
export const hintedArguments: Record<string, readonly string[]> = { 'chat.postMessage': ['client_msg_id'] };
