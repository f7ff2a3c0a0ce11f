/** The languages of mails, and which one a domain's language leads to. */
import { en, type MailTexts } from './en.ts';

const catalogues: Record<string, MailTexts> = { en };

/** The texts for a language tag such as "it" or "pt-BR"; English where nobody has written them yet. */
export function mailTextsFor(language: string): MailTexts {
  const tag = language.toLowerCase();
  return catalogues[tag] ?? catalogues[tag.split('-')[0] ?? ''] ?? en;
}
