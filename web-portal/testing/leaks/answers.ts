/** Asking the portal as one visitor, with a look at each answer whether something is in it that must not be. */

import type { PosternClient } from '@postern/core/client';
import type { BuiltAgent, RandomDesk, SeenTicket } from '@postern/core/testing';
import { expect } from 'vitest';
import type { PortalWorld, Visitor } from '../portal-world.ts';

export const kinds = ['text/html', 'application/json', 'text/plain'] as const;

/** A number that no ticket of a test has. */
export const missingNumber = 4711;

/** What one visitor may see at one moment. */
export interface Look {
  world: PortalWorld;
  desk: RandomDesk;
  contact: number;
  visitor: Visitor;
  agents: { noting: BuiltAgent; limited: PosternClient };
  /** Says which of the many things are looked at this time. */
  turn: number;
  gate: string;
  all: SeenTicket[];
  seen: SeenTicket[];
  /** Stands in no answer. */
  forbidden: RegExp;
}

export interface Answer {
  status: number;
  headers: [string, string][];
  body: string;
}

/** An answer to `GET`; words that the visitor typed may stand in it. */
export async function answerTo(
  look: Look,
  path: string,
  accept: string,
  typed: readonly string[] = [],
): Promise<Answer> {
  return checked(look, path, await look.visitor.get(path, { accept }), typed);
}

/** Reads an answer of any kind, its headers with it; fails on a word that must not be there. */
export async function checked(
  { forbidden }: Pick<Look, 'forbidden'>,
  path: string,
  response: Response,
  typed: readonly string[] = [],
): Promise<Answer> {
  // Whoever fills a form without being signed in gets a random token for it, once.
  const headers = [...response.headers].filter(
    ([name, value]) => name !== 'content-length' && !value.startsWith('postern_form='),
  );
  const body = comparable(await response.text());
  let told = `${JSON.stringify(headers)}\n${body}`;
  for (const word of typed) told = told.replaceAll(word, '');
  expect([path, forbidden.exec(told)?.[0]]).toEqual([path, undefined]);
  expect([path, response.status]).not.toEqual([path, 500]);
  return { status: response.status, headers, body };
}

/** Without what is another at every request: names of files, ids of forms and their tokens. */
function comparable(body: string): string {
  return body
    .replaceAll(/\/_portal\/[^"]+/g, '')
    .replaceAll(/name="(requestId|formToken)" value="[^"]*"/g, '');
}

/** The same answer but for what was asked for. */
export function withoutName({ status, headers, body }: Answer, name: string | number): unknown {
  return [
    status,
    headers.map(([key, value]) => [key, value.replaceAll(String(name), 'N')]),
    body.replaceAll(String(name), 'N'),
  ];
}
