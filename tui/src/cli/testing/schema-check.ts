/** Judges documents by the published JSON Schemas. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { schemaDocument } from '../schemas/schemas.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
ajv.addFormat(
  'date-time',
  (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text)),
);
ajv.addSchema(schemaDocument(), 'postern');

/** What is wrong with it, by the schema of this verb or of `error`, in lines; empty where nothing is. */
export function faultsBySchema(name: string, document: unknown): string[] {
  const validate = ajv.getSchema(`postern#/$defs/${encodeURIComponent(name)}`);
  if (!validate) return [`There is no schema for "${name}".`];
  if (validate(document)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath || 'it'} ${message} ${JSON.stringify(params)}`,
  );
}
