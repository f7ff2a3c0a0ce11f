/** What may be said of people, organizations and lists: the schemas at the edge of this room. */
import { z } from 'zod';
import { displayText } from '../display-text.ts';

/** An address or a name by which something is looked up: anything goes, for what fits nothing is not found. */
export const reference = z.string().trim().min(1, 'must not be empty').max(320, 'is too long');

// The unquoted half of RFC 5322's addresses, and the letters of any script: what mail servers take today.
const mailbox = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const host = /^([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]*\p{L}[\p{L}\p{N}-]*$/u;

/** Whether mail could be sent there: `mailbox@host.example`, at most 254 characters. */
export function isEmailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  return text.length <= 254 && at <= 64 && mailbox.test(text.slice(0, at)) && host.test(text.slice(at + 1));
}

/** An address to be stored: in lower case, as everywhere. */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .refine(isEmailAddress, 'must be an e-mail address such as maria@acme.example');

/** A name on one line, none of whose characters a screen would hide or obey. */
export const shownName = (most: number) =>
  z
    .string()
    .trim()
    .min(1, `must have 1 to ${most} characters`)
    .max(most, `must have 1 to ${most} characters`)
    .refine((name) => displayText(name) === name, 'must be one line of visible characters');

/** A language as browsers write it: `it`, `pt-BR`. */
export const languageTag = z
  .string()
  .trim()
  .max(35, 'must be a language such as it or pt-BR')
  .refine(isLanguageTag, 'must be a language such as it or pt-BR')
  .transform((tag) => Intl.getCanonicalLocales(tag)[0] as string);

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** A query over contacts. */
export const contactQuery = z
  .string()
  .max(2_000, 'is too long: at most 2,000 characters')
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'must be text without NUL');

/** How many of a list are told at once, and where the next ones begin. */
export const pageOf = {
  limit: z.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
};
