/** The languages customers can be spoken to in, and which one a domain's language leads to. */
import { de } from './de.ts';
import { en, type Texts } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { nl } from './nl.ts';

export type { Texts } from './en.ts';

/** By code, in the order in which they are named to people. A new language is its file and its name here. */
export const catalogues = { en, it, nl, de, fr, es } as const satisfies Record<string, Texts>;

export type Language = keyof typeof catalogues;

/** The codes of the languages. */
export const languageCodes = Object.keys(catalogues) as Language[];

/** The texts for a language tag such as "it" or "pt-BR"; English where nobody has written them yet. */
export function textsFor(language: string): Texts {
  const tag = language.toLowerCase();
  const known = languageCodes.find((code) => code === tag || code === tag.split('-')[0]);
  return known ? catalogues[known] : en;
}
