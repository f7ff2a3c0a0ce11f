/** Reads a posted form: the fields we know, once each, and the names of what we do not. */
import { displayText } from '@postern/core/client';
import type { Context } from 'hono';

export interface PostedForm<Name extends string> {
  /** Every known field; empty where it is missing. */
  values: Record<Name, string>;
  /** Names of fields that no page of ours has, or that came twice, fit to be shown. */
  unknown: string[];
}

/** In bytes, as sent. A message of a million letters still arrives, so that it can be shown again with its error. */
export const longestForm = 3 * 1024 * 1024;

const mostNamed = 5;

/** From what was posted, the known fields; those of `several` may come any number of times and are read elsewhere. */
export function toPostedForm<Name extends string>(
  posted: URLSearchParams,
  names: readonly Name[],
  several: readonly string[] = [],
): PostedForm<Name> {
  const values = Object.fromEntries(names.map((name) => [name, posted.get(name) ?? ''])) as Record<
    Name,
    string
  >;
  const unknown = [...new Set(posted.keys())].filter(
    (name) =>
      !several.includes(name) &&
      (!(names as readonly string[]).includes(name) || posted.getAll(name).length > 1),
  );
  return { values, unknown: unknown.slice(0, mostNamed).map((name) => displayText(name, { maxLength: 40 })) };
}

/** What was posted as a plain form; or why there is none. */
export async function readFields(c: Context): Promise<URLSearchParams | 'not a form' | 'too large'> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return 'not a form';
  // Read to its end even when it is too large: a browser that is cut off in the middle shows its own error instead.
  const body = await c.req.text();
  return body.length > longestForm ? 'too large' : new URLSearchParams(body);
}

/** The form; or why there is none. */
export async function readForm<Name extends string>(
  c: Context,
  names: readonly Name[],
): Promise<PostedForm<Name> | 'not a form' | 'too large'> {
  const posted = await readFields(c);
  return typeof posted === 'string' ? posted : toPostedForm(posted, names);
}
