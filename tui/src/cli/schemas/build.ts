/** The few words of JSON Schema (2020-12) in which the documents of the verbs are written. */
import type { VerbName } from '../acts.ts';

export type Schema = Readonly<Record<string, unknown>>;

/** What one group of verbs prints, and the shapes that several of them share. */
export interface SchemaTable {
  shapes: Readonly<Record<string, Schema>>;
  verbs: Readonly<Partial<Record<VerbName, Schema>>>;
}

export const text: Schema = { type: 'string' };
export const texts: Schema = { type: 'array', items: text };
export const yesOrNo: Schema = { type: 'boolean' };
/** A whole number from 0. */
export const count: Schema = { type: 'integer', minimum: 0 };
/** The number of a ticket, or a place: a whole number from 1. */
export const ordinal: Schema = { type: 'integer', minimum: 1 };
/** A moment in ISO 8601, in UTC. */
export const moment: Schema = { type: 'string', format: 'date-time', pattern: 'Z$' };
/** 64 hexadecimal digits. */
export const hash: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' };

/** The name of a thing for programs, such as `tkt_0m8k2v`. */
export function id(...prefixes: readonly string[]): Schema {
  return { type: 'string', pattern: `^(?:${prefixes.join('|')})_[0-9a-z]+$` };
}

/** One of these words. */
export function words(...choices: readonly string[]): Schema {
  return { enum: choices };
}

/** The same, or null. */
export function orNull(schema: Schema): Schema {
  if (typeof schema.type === 'string' && schema.type !== 'object')
    return { ...schema, type: [schema.type, 'null'] };
  if (Array.isArray(schema.enum)) return { enum: [...schema.enum, null] };
  return { anyOf: [schema, { type: 'null' }] };
}

export function anyOf(...schemas: readonly Schema[]): Schema {
  return { anyOf: schemas };
}

export function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

/** Exactly these fields; the optional ones may be missing. */
export function object(
  fields: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema {
  return {
    type: 'object',
    properties: { ...fields, ...optional },
    required: Object.keys(fields),
    additionalProperties: false,
  };
}

/** A page of a list. */
export function page(items: Schema): Schema {
  return object({ items: listOf(items), nextCursor: orNull(text) });
}

/** Of one ticket its document, of several the list of them. */
export function oneOrMany(schema: Schema): Schema {
  return anyOf(schema, page(schema));
}

/** A shape that several verbs print, by its name. */
export function shape(name: string): Schema {
  return { $ref: `#/$defs/${name}` };
}
