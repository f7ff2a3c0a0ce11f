/** The right form of a sentence for a count, by the language's own rules. */

const rules = new Map<string, Intl.PluralRules>();

/** Picks among the forms that a language has; `other` is the one every language has. */
export function plural(
  language: string,
  count: number,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string },
): string {
  const known = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, known);
  return forms[known.select(count)] ?? forms.other;
}
