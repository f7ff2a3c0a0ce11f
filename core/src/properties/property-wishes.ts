/** What a property may be called, and which options it may offer. */
import { z } from 'zod';
import { PosternError } from '../errors.ts';
import { propertyKey } from '../query/query-tree.ts';
import { isSame } from './property-values.ts';

/** Names that mean something else where a form's fields and a query's values are named. */
const reservedKeys = ['subject', 'message', 'files', 'none', 'any'];
const reservedOptions = ['none', 'any'];

const mostOptions = 100;

export const propertyKeyInput = z
  .string()
  .max(40, 'is too long: at most 40 characters')
  .regex(propertyKey, 'must begin with a letter and go on with small letters, digits, "-" or "_"')
  .refine((key) => !reservedKeys.includes(key), 'is a word with another meaning: choose another one');

/** On one line: labels and names, also of forms and inboxes. */
export const lineInput = (longest: number) =>
  z
    .string()
    .transform((text) => text.replaceAll('\0', '').toWellFormed().replace(/\s+/g, ' ').trim())
    .refine((text) => text !== '', 'is empty')
    .refine((text) => text.length <= longest, `is too long: at most ${longest} characters`);

export const optionInput = lineInput(80)
  .refine((text) => !/[",]/.test(text), 'may hold neither commas nor quotation marks')
  .refine(
    (text) => !reservedOptions.includes(text.toLowerCase()),
    'is a word with another meaning in queries: choose another one',
  );

/** Throws `BAD_INPUT` where options would be missing, too many, doubled, or of a type that has none. */
export function requireFittingOptions(type: string, options: readonly string[]): void {
  const hasOptions = type === 'SELECT' || type === 'MULTI_SELECT';
  const problem = hasOptions
    ? options.length === 0
      ? 'A select needs at least one option.'
      : options.length > mostOptions
        ? `A select takes at most ${mostOptions} options.`
        : options.some((option, at) => options.findIndex((other) => isSame(other, option)) !== at)
          ? 'Two of the options are the same.'
          : null
    : options.length > 0
      ? 'Only a select has options.'
      : null;
  if (problem) throw new PosternError('BAD_INPUT', problem, { hint: 'Check --type and --options' });
}
