/** The languages a portal can speak. A domain has one of them. */

/** Code to the name that people of that language read. */
export const languages = {
  en: 'English',
  it: 'Italiano',
  nl: 'Nederlands',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
} as const;

export type Language = keyof typeof languages;

/** Their codes, in the order in which they are named to people. */
export const languageCodes = Object.keys(languages) as Language[];
