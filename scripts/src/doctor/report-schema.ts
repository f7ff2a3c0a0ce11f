/** The published shape of what `postern-server doctor --json` prints. */

/** What `--json` prints, as a JSON Schema (docs/schemas/doctor.schema.json). */
export const reportSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'What postern-server doctor --json prints',
  type: 'object',
  additionalProperties: false,
  required: ['isWell', 'checks'],
  properties: {
    isWell: { type: 'boolean' },
    checks: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'state', 'finding', 'todo'],
        properties: {
          name: { type: 'string' },
          state: { enum: ['ok', 'warn', 'fail'] },
          finding: { type: 'string' },
          todo: { type: ['string', 'null'] },
        },
      },
    },
  },
} as const;
