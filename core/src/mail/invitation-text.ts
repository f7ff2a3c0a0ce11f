/** A portal's own words for its invitation: what may stand in them, and how they are filled in. */

const placeholders = ['link', 'name', 'portal'] as const;

export type InvitationFacts = Record<(typeof placeholders)[number], string>;

/** What is wrong with a text, in words that go on where its name ends; null when nothing is. Without its link nobody could get in by the mail. */
export function faultInInvitationText(text: string): string | null {
  if (!text.includes('{link}')) return 'must have {link} in it, where the link goes';
  return unknownIn(text, placeholders);
}

/** The same for a subject, in which no link can be followed. */
export function faultInInvitationSubject(subject: string): string | null {
  return unknownIn(subject, ['name', 'portal']);
}

/** In one pass: what a name or a title holds is not filled in again. */
export function fillIn(text: string, facts: InvitationFacts): string {
  return text.replaceAll(/\{(link|name|portal)\}/g, (_all, name: keyof InvitationFacts) => facts[name]);
}

function unknownIn(text: string, known: readonly string[]): string | null {
  const unknown = [...text.matchAll(/\{([A-Za-z]{1,30})\}/g)].find(([, name]) => !known.includes(name ?? ''));
  if (!unknown) return null;
  const names = known.map((name) => `{${name}}`).join(', ');
  return `cannot have ${unknown[0]} in it: only ${names} are filled in`;
}
