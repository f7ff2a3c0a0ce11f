/** The published JSON Schemas: complete, sound, and the same as the file in docs. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { openDesk } from '../testing/desk.ts';
import { ticketFields } from '../tickets.ts';
import { verbs } from '../verbs.ts';
import { schemaDocument, schemaOf, verbSchemas, withoutSchema } from './schemas.ts';

const names: readonly string[] = verbs.map(({ name }) => name);

test('every verb has a schema, or a reason to have none', () => {
  const missing = names.filter(
    (name) => !Object.hasOwn(verbSchemas, name) && !Object.hasOwn(withoutSchema, name),
  );
  const advice = missing.map(
    (name) =>
      `Add '${name}' to "verbs" of the table of its noun in tui/src/cli/schemas/, or to withoutSchema in schemas.ts with the reason.`,
  );
  expect(advice).toEqual([]);
});

test('no schema is left of a verb that is gone, and none is said twice', () => {
  const left = [...Object.keys(verbSchemas), ...Object.keys(withoutSchema)].filter(
    (name) => !names.includes(name),
  );
  expect(left).toEqual([]);
  expect(Object.keys(verbSchemas).filter((name) => Object.hasOwn(withoutSchema, name))).toEqual([]);
});

test('docs/schemas/postern.schema.json is made from the tables, and is a sound schema', async () => {
  const document = schemaDocument();
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  ajv.addFormat('date-time', true);
  ajv.compile(document);
  for (const name of [...Object.keys(verbSchemas), 'error']) ajv.compile(schemaOf(name) as object);
  await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(
    '../../../../docs/schemas/postern.schema.json',
  );
});

test('a ticket in a list has exactly the promised fields', () => {
  const { $defs } = schemaDocument() as { $defs: Record<string, { properties: object; required: string[] }> };
  const promised =
    'number subject status stage priority pipeline inbox requester organization assignee tags createdAt lastPublicAt lastActivityAt version';
  expect(Object.keys($defs.ticket?.properties ?? {}).join(' ')).toBe(promised);
  expect($defs.ticket?.required.join(' ')).toBe(promised);
  expect(ticketFields.join(' ')).toBe(promised);
  expect(Object.keys($defs['ticket why']?.properties ?? {})).toEqual(['visible', 'gates']);
});

test('"help json" behind it prints the schema of one verb, and says why there is none', async () => {
  await using desk = await openDesk();
  const printed = await desk.posternAsNobody(['help', 'json', 'ticket', 'who']);
  expect(printed).toMatchObject({ exit: 0, stderr: '' });
  expect(JSON.parse(printed.stdout)).toEqual(schemaOf('ticket who'));
  expect(Object.keys((schemaOf('ticket who') as { $defs: object }).$defs)).toEqual(['person']);
  const none = await desk.posternAsNobody(['help', 'json', 'api']);
  expect(none).toMatchObject({ exit: 2, stderr: expect.stringContaining('any procedure') });
  const typo = await desk.posternAsNobody(['help', 'json', 'ticket', 'lst']);
  expect(typo).toMatchObject({ exit: 2, stderr: expect.stringContaining('postern help json ticket list') });
});
