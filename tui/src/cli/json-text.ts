/** JSON that a terminal can print without being steered by it. */

// JSON.stringify escapes C0 alone. DEL, C1, and what hides or reorders text is as harmful on a terminal, and inside
// JSON it stands in strings only, where an escape means the same character.
const steering = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The same data for every reader; control and invisible characters as `\uXXXX`. With `isForPeople` over several lines. */
export function jsonText(value: unknown, isForPeople = false): string {
  const text = JSON.stringify(value ?? null, null, isForPeople ? 2 : 0);
  return text.replace(steering, (character) =>
    character === '\n'
      ? character
      : [...Array(character.length).keys()].map((at) => escaped(character, at)).join(''),
  );
}

function escaped(character: string, at: number): string {
  return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
}
