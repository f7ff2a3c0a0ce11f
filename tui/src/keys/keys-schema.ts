/** The JSON Schema of `keys.toml`, made from the command table: editors complete and check the file with it. */
import { typesText } from './chord.ts';
import type { Context } from './command-shape.ts';
import { type Command, commands } from './commands.ts';
import { isTextContext, type PlaceContext } from './keymap.ts';
import { presetNames } from './presets.ts';
import { places } from './user-keys.ts';

const named =
  'enter|tab|backspace|escape|space|up|down|left|right|home|end|pageup|pagedown|insert|delete|clear';
const key = [
  `(?:ctrl\\+)?(?:alt\\+)?(?:shift\\+)?(?:${named}|f(?:[1-9]|[12][0-9]|3[0-5]))`,
  // Ctrl makes letters lower case, and a printed character shows by itself whether Shift was held.
  '(?:alt\\+)?[^\\s\\p{Cc}]',
  'ctrl\\+(?:alt\\+)?(?:shift\\+)?[^\\s\\p{Cc}\\p{Lu}\\p{Lt}]',
].join('|');
const chord = `(?:${key})(?: (?:${key}))*`;
/** A first key that types a character where text is written. */
const typing = '(?!(?:space|\\S)(?: |$))';

const definitions = {
  keys: keysOf(`^${chord}$`, 'A key or several, such as "x", "ctrl+s" or "g g"; none: [].'),
  chords: keysOf(
    `^${typing}${chord}$`,
    'Keys with Ctrl or Alt, or named ones: a letter alone is not for this.',
  ),
};

function keysOf(pattern: string, description: string) {
  const one = { type: 'string', pattern };
  return { description, anyOf: [one, { type: 'array', items: one }] };
}

/** docs/schemas/keys.schema.json, as data. A test compares it with the file. */
export function keysSchema() {
  const table: readonly Command[] = commands;
  const inPlace = (place: PlaceContext) =>
    table.filter(({ contexts }) => contexts.includes(place) || contexts.includes('any'));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'keys.toml of the Postern terminal',
    description: 'Keys of your own: a command by its name, wherever it is, or in one place alone.',
    type: 'object',
    properties: {
      preset: {
        enum: [...presetNames],
        description: 'The keys to begin with. "plain" has no letters: arrows, Enter, function keys and Ctrl.',
      },
      ...Object.fromEntries(table.map((each) => [each.id, wishFor(each, each.contexts)])),
      ...Object.fromEntries(
        places.map((place) => [
          place,
          {
            type: 'object',
            description: `In this place alone: ${place}.`,
            properties: Object.fromEntries(inPlace(place).map((each) => [each.id, wishFor(each, [place])])),
            additionalProperties: false,
          },
        ]),
      ),
    },
    additionalProperties: false,
    $defs: definitions,
  };
}

function wishFor({ title, keys, reachesCustomer }: Command, where: readonly Context[]) {
  const isText = where.every((each) => each !== 'any' && isTextContext(each));
  // Some usual keys type a character elsewhere and are left out here.
  const usual = isText ? keys.filter((each) => !typesText(each.split(' ')[0] as string)) : keys;
  return {
    $ref: `#/$defs/${reachesCustomer || isText ? 'chords' : 'keys'}`,
    description: `${title}.${usual.length > 0 ? ` Usually ${usual.join(', ')}.` : ''}`,
  };
}
