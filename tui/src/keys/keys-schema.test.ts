/** The schema of keys.toml says of every file what the terminal says of it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commands } from './commands.ts';
import { keysSchema } from './keys-schema.ts';
import { places, withUserKeys } from './user-keys.ts';

interface Schema {
  $ref?: string;
  type?: string;
  pattern?: string;
  items?: Schema;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
}
const schema = keysSchema();

/** What a validator does, for the words that this schema has. */
function accepts(value: unknown, by: Schema): boolean {
  if (by.$ref) return accepts(value, schema.$defs[by.$ref.replace('#/$defs/', '') as 'keys'] as Schema);
  if (by.anyOf) return by.anyOf.some((each) => accepts(value, each));
  if (by.type === 'string') return typeof value === 'string' && new RegExp(by.pattern ?? '', 'u').test(value);
  if (by.type === 'array')
    return Array.isArray(value) && value.every((each) => accepts(each, by.items as Schema));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(([name, each]) => {
    const found = Object.hasOwn(by.properties ?? {}, name) ? by.properties?.[name] : undefined;
    return found !== undefined && accepts(each, found);
  });
}

const key = fc.oneof(
  fc.constantFrom(
    'x',
    'G',
    'ctrl+s',
    'ctrl+S',
    'alt+up',
    'shift+tab',
    'shift+a',
    'enter',
    'space',
    'f5',
    'f36',
    '+',
  ),
  fc.constantFrom(
    'ctrl++',
    'ctrl+shift+k',
    'alt+é',
    'ctrl+É',
    'ctrl',
    'returns',
    '日',
    'meta+x',
    'ctrl+alt+delete',
  ),
);
const chord = fc.array(key, { minLength: 1, maxLength: 2 }).map((keys) => keys.join(' '));
const id = fc.oneof(fc.constantFrom(...commands.map((each) => each.id as string)), fc.constant('ticket.fly'));
const place = fc.option(fc.constantFrom<string>(...places, 'nowhere'));

test('a file is right by the schema exactly when every wish in it could be met but for keys that are taken', () => {
  fc.assert(
    fc.property(id, place, fc.oneof(chord, fc.array(chord, { maxLength: 2 })), (name, where, keys) => {
      const value = Array.isArray(keys)
        ? `[${keys.map((each) => JSON.stringify(each)).join(', ')}]`
        : JSON.stringify(keys);
      const text = `${where === null ? '' : `[${where}]\n`}"${name}" = ${value}\n`;
      const problems = withUserKeys(text, commands).problems.filter((each) => !each.includes('is taken by'));
      const file = where === null ? { [name]: keys } : { [where]: { [name]: keys } };
      expect(accepts(file, schema as Schema), `${text}${problems.join()}`).toBe(problems.length === 0);
    }),
    { numRuns: 2_000 },
  );
});

test('docs/schemas/keys.schema.json is made from the table', async () => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    '../../../docs/schemas/keys.schema.json',
  );
});
