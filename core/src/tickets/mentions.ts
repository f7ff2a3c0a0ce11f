/** Colleagues called by name in a text: `@bo` by the address, `@Lindqvist` or `@bo.lindqvist` by the name. */

export interface Teammate {
  name: string;
  email: string;
}

/** A name behind an `@` that does not belong to an address. */
const called = /(?<![\p{L}\p{N}.@])@([\p{L}\p{N}._-]+)/gu;

export interface MentionIn<Person extends Teammate> {
  person: Person;
  /** As it is written, with the `@`. */
  text: string;
  /** Where it begins, in UTF-16 units. */
  at: number;
}

/** Every call of a colleague, in the order of the text. A name that two share calls both. */
export function mentionsIn<Person extends Teammate>(
  text: string,
  people: readonly Person[],
): MentionIn<Person>[] {
  if (!text.includes('@')) return [];
  return [...text.matchAll(called)].flatMap((match) => {
    const name = (match[1] ?? '').toLowerCase().replace(/[._-]+$/, '');
    return people
      .filter((person) => answersTo(person, name))
      .map((person) => ({ person, text: match[0], at: match.index }));
  });
}

function answersTo({ name, email }: Teammate, called: string): boolean {
  const whole = name.toLowerCase();
  return (
    email.toLowerCase().split('@')[0] === called ||
    whole.split(/\s+/).includes(called) ||
    whole.replace(/\s+/g, '.') === called
  );
}
