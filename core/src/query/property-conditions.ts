/** `property.KEY:` in queries: what each type of property can be asked for, as a condition on `Ticket t`. */
import { Prisma } from '@postern/prisma';
import { PosternError } from '../errors.ts';
import type { Catalogue, CatalogueProperty } from './catalogue.ts';
import { badValue, dateCondition, isNamed } from './conditions.ts';
import { nearest } from './nearest.ts';
import type { Comparison, QueryValue } from './query-tree.ts';
import type { SetChoice } from './ticket-sets.ts';

/** What a field of a query begins with when it names a property. */
export const propertyPrefix = 'property.';

/**
 * Throws `BAD_QUERY` for a property that there is not, for a comparison that its type does not know, and for an
 * option that it does not offer; each names what there is.
 */
export function propertyCondition(
  field: string,
  value: QueryValue,
  env: { catalogue: Catalogue; now: Date; choose: SetChoice },
): Prisma.Sql {
  const property = propertyNamed(field, env.catalogue.properties);
  const word = value.kind === 'word' ? value.text.toLowerCase() : '';
  if (word === 'none') return Prisma.sql`t."id" NOT IN (${withValue(property, Prisma.sql`1 = 1`)})`;
  if (word === 'any') return Prisma.sql`t."id" IN (${withValue(property, Prisma.sql`1 = 1`)})`;
  const rows = withValue(property, compilers[property.type](field, value, { property, now: env.now }));
  return env.choose({
    rows,
    few: Prisma.sql`t."id" IN (${rows})`,
    many: Prisma.sql`EXISTS (${rows} AND pv."ticketId" = t."id")`,
    usual: 'few',
  });
}

function propertyNamed(field: string, properties: CatalogueProperty[]): CatalogueProperty {
  const key = field.slice(propertyPrefix.length);
  const found = properties.find((each) => each.key === key);
  if (found) return found;
  const keys = properties.map((each) => each.key);
  const guess = nearest(key, keys);
  const known =
    keys.length === 0
      ? 'This desk has none yet; make one with: postern property create.'
      : `Properties are ${keys.join(', ')}.`;
  throw new PosternError(
    'BAD_QUERY',
    `There is no property "${key}".${guess ? ` Did you mean "${propertyPrefix}${guess}:"?` : ''} ${known}`,
  );
}

/** Ids of tickets with a value of this property for which the condition on `PropertyValue pv` holds. */
function withValue({ id }: CatalogueProperty, condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT pv."ticketId" FROM "PropertyValue" pv WHERE pv."propertyId" = ${id} AND ${condition}`;
}

type Compiler = (
  field: string,
  value: QueryValue,
  about: { property: CatalogueProperty; now: Date },
) => Prisma.Sql;

const oneOption: Compiler = (field, value, { property }) => {
  const word = plainWord(field, value, property).toLowerCase();
  const option = property.options.find((each) => each.toLowerCase() === word);
  if (option === undefined) throw badValue(field, value, [...property.options, 'none', 'any']);
  return Prisma.sql`pv."text" = ${option}`;
};

const compilers: Readonly<Record<CatalogueProperty['type'], Compiler>> = {
  TEXT: (field, value, { property }) =>
    isNamed(Prisma.sql`pv."text"`, plainWord(field, value, property).toLowerCase()),
  NUMBER: (field, value) => numberCondition(field, value),
  DATE: (field, value, { now }) => dateCondition(field, Prisma.sql`pv."date"`, value, now),
  YES_NO: (field, value, { property }) => {
    const word = plainWord(field, value, property).toLowerCase();
    if (word !== 'yes' && word !== 'no') throw badValue(field, value, ['yes', 'no', 'none', 'any']);
    return Prisma.sql`pv."text" = ${word}`;
  },
  SELECT: oneOption,
  MULTI_SELECT: oneOption,
};

function plainWord(field: string, value: QueryValue, { type }: CatalogueProperty): string {
  if (value.kind === 'word') return value.text;
  const kind = type === 'TEXT' ? 'a text' : type === 'YES_NO' ? 'yes or no' : 'one of its options';
  throw new PosternError(
    'BAD_QUERY',
    `"${field}:" is ${kind}, so "<", ">" and ".." mean nothing to it. Write ${field}:VALUE, ${field}:none or ${field}:any.`,
  );
}

function numberCondition(field: string, value: QueryValue): Prisma.Sql {
  if (value.kind === 'range') {
    const [from, to] = [numberIn(field, value.from), numberIn(field, value.to)];
    return Prisma.sql`(pv."number" >= ${from} AND pv."number" <= ${to})`;
  }
  const number = numberIn(field, value.text);
  if (value.kind === 'word') return Prisma.sql`pv."number" = ${number}`;
  const operators: Record<Comparison, Prisma.Sql> = {
    '>': Prisma.sql`pv."number" > ${number}`,
    '>=': Prisma.sql`pv."number" >= ${number}`,
    '<': Prisma.sql`pv."number" < ${number}`,
    '<=': Prisma.sql`pv."number" <= ${number}`,
  };
  return operators[value.comparison];
}

function numberIn(field: string, text: string): number {
  if (/^-?\d{1,15}(\.\d{1,9})?$/.test(text)) return Number(text);
  throw new PosternError(
    'BAD_QUERY',
    `"${field}:${text}" is not a number. Write ${field}:10, ${field}:>=10, ${field}:1..10, ${field}:none or ${field}:any.`,
  );
}
