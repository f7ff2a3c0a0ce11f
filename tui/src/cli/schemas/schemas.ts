/** The JSON Schema of what every verb prints with `--json`, and of the error document: as one document, or one by one. */
import type { VerbName } from '../acts.ts';
import { problemCodes } from '../problem.ts';
import { words as errorWords } from '../words.ts';
import { object, type Schema, type SchemaTable, text, words } from './build.ts';
import { desk } from './desk.ts';
import { people } from './people.ts';
import { portal } from './portal.ts';
import { slack } from './slack.ts';
import { tickets } from './tickets.ts';

const tables: readonly SchemaTable[] = [tickets, people, desk, portal, slack];

const dialect = 'https://json-schema.org/draft/2020-12/schema';

/** Verbs that print no document of their own, and why. */
export const withoutSchema: Readonly<Partial<Record<VerbName, string>>> = {
  '': 'The inbox is a screen.',
  'ticket watch': 'It has no end, so it takes --jsonl. A line of it: postern help json ticketEvent',
  api: 'It prints the answer of any procedure as it is.',
  help: 'It prints text, and schemas.',
  completion: 'It prints a script for a shell.',
  'draft delete': 'It says what it did, and prints nothing.',
};

/** What stands on stderr, with `--json`, when a verb fails. */
const error = object({
  error: object({
    code: words(...new Set([...Object.keys(errorWords), ...problemCodes]).values()),
    message: text,
    hint: text,
    requestId: text,
  }),
});

/** By the words of the verb, such as `ticket list`. */
export const verbSchemas: Readonly<Record<string, Schema>> = Object.assign(
  {},
  ...tables.map(({ verbs }) => verbs),
);

const shapes: Readonly<Record<string, Schema>> = Object.assign({}, ...tables.map((table) => table.shapes), {
  error,
});

/** The whole: `#/$defs/ticket list` is what `postern ticket list --json` prints. */
export function schemaDocument(): Schema {
  return {
    $schema: dialect,
    title: 'What postern prints with --json',
    description:
      'A verb\'s document on stdout is "#/$defs/" and the words of the verb, such as "#/$defs/ticket list"; an error on stderr is "#/$defs/error". With --jsonl each line is one of the items. --fields leaves fields out.',
    $defs: { ...shapes, ...verbSchemas },
  };
}

/** The schema of one verb, or of a shape such as `error`, with the shapes that it needs; null where there is none. */
export function schemaOf(name: string): Schema | null {
  const isVerb = Object.hasOwn(verbSchemas, name);
  const found = isVerb ? verbSchemas[name] : Object.hasOwn(shapes, name) ? shapes[name] : undefined;
  if (!found) return null;
  const needed = shapesIn(found);
  return {
    $schema: dialect,
    title: isVerb ? `What postern ${name} prints` : name,
    ...found,
    ...(needed.length > 0 && { $defs: Object.fromEntries(needed.map((each) => [each, shapes[each]])) }),
  };
}

/** The names of the shapes in it, and of those in them. */
function shapesIn(schema: Schema): string[] {
  const found = new Set<string>();
  const look = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/\$defs\/([A-Za-z]+)"/g)) {
      if (found.has(name)) continue;
      found.add(name);
      look(shapes[name]);
    }
  };
  look(schema);
  return [...found].sort();
}
