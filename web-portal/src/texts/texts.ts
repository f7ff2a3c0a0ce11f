/** The portal's languages, and which one a domain's language leads to. */
import { en } from './en.ts';

/** What a language must say. */
export type Texts = typeof en;

const catalogues: Record<string, Texts> = { en };

/** The texts for a language tag such as "it" or "pt-BR"; English where nobody has written them yet. */
export function textsFor(language: string): Texts {
  const tag = language.toLowerCase();
  return catalogues[tag] ?? catalogues[tag.split('-')[0] ?? ''] ?? en;
}
