/** Values of properties: from what somebody wrote to rows of the right type, and back. */
import type { Queries, Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { type Catalogue, type CatalogueProperty, catalogueKnowing } from '../query/catalogue.ts';

/** A value as programs write and read it; a date is `2026-11-02`, and null or nothing clears. */
export type PropertyAnswer = string | number | boolean | string[];

/** What a property is called where programs and people name its type. */
export const propertyTypes = {
  TEXT: 'text',
  NUMBER: 'number',
  DATE: 'date',
  YES_NO: 'yes-no',
  SELECT: 'select',
  MULTI_SELECT: 'multi-select',
} as const satisfies Record<CatalogueProperty['type'], string>;

export type PropertyTypeName = (typeof propertyTypes)[CatalogueProperty['type']];

export interface ValueRow {
  text: string;
  number: number | null;
  date: Date | null;
}

/** Properties with their new values; without rows a value is cleared. */
export type PropertyValues = { property: CatalogueProperty; rows: ValueRow[] }[];

/** Why a value does not fit its property. */
export type ValueFault = 'number' | 'date' | 'yesNo' | 'option' | 'tooLong' | 'required';

const longestValue = 500;

/** The rows for what was written, or why it does not fit. Nothing, or spaces alone, makes no row. */
export function rowsFor(
  property: CatalogueProperty,
  answer: PropertyAnswer | null,
): { rows: ValueRow[] } | { fault: ValueFault } {
  const texts = (Array.isArray(answer) ? answer : answer === null ? [] : [String(answer)])
    .map((text) => text.replaceAll('\0', '').toWellFormed().replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');
  const isSingle = property.type !== 'MULTI_SELECT';
  if (isSingle && texts.length > 1)
    return { fault: property.type === 'SELECT' ? 'option' : faultOf(property) };
  const rows: ValueRow[] = [];
  for (const text of texts) {
    const row = readers[property.type](text, property);
    if (!row) return { fault: text.length > longestValue ? 'tooLong' : faultOf(property) };
    if (!rows.some((each) => each.text === row.text)) rows.push(row);
  }
  return { rows: inOrder(property, rows) };
}

const plain = (text: string): ValueRow => ({ text, number: null, date: null });

const oneOption = (text: string, { options }: CatalogueProperty) => {
  const option = options.find((each) => each === text) ?? options.find((each) => isSame(each, text));
  return option === undefined ? null : plain(option);
};

const readers: Record<
  CatalogueProperty['type'],
  (text: string, property: CatalogueProperty) => ValueRow | null
> = {
  TEXT: (text) => (text.length > longestValue ? null : plain(text)),
  NUMBER: (text) => {
    if (!/^-?\d{1,15}(\.\d{1,9})?$/.test(text)) return null;
    const number = Number(text) + 0;
    return { text: String(number), number, date: null };
  },
  DATE: (text) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
    const date = new Date(`${text}T00:00:00.000Z`);
    // 2026-02-31 would roll over into March without a word.
    const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
    return isReal && date.getUTCFullYear() >= 1 ? { text, number: null, date } : null;
  },
  YES_NO: (text) => {
    const word = text.toLowerCase();
    if (['yes', 'true'].includes(word)) return plain('yes');
    return ['no', 'false'].includes(word) ? plain('no') : null;
  },
  SELECT: oneOption,
  MULTI_SELECT: oneOption,
};

function faultOf({ type }: CatalogueProperty): ValueFault {
  const faults = {
    TEXT: 'tooLong',
    NUMBER: 'number',
    DATE: 'date',
    YES_NO: 'yesNo',
    SELECT: 'option',
    MULTI_SELECT: 'option',
  } as const;
  return faults[type];
}

/** Whether two names are one, whatever their case. */
export function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The refusal of a value, in words for whoever works on the desk. */
export function valueRefused(property: CatalogueProperty, fault: ValueFault): PosternError {
  const { key, options } = property;
  const needs: Record<ValueFault, string> = {
    number: 'a number such as 12 or 12.5',
    date: 'a day such as 2026-11-02',
    yesNo: 'yes or no',
    option: `one of: ${options.join(', ')}`,
    tooLong: `at most ${longestValue} characters`,
    required: 'a value',
  };
  return new PosternError('FIELD_INVALID', `"${key}" takes ${needs[fault]}.`, {
    property: key,
    fault,
    hint: `Write ${key}=VALUE, or ${key}= to clear it. See: postern property list`,
  });
}

/** Puts these values in place of what the ticket had for these properties. */
export async function storeValues(work: Work, ticketId: string, values: PropertyValues): Promise<void> {
  for (const { property, rows } of values) {
    await work.tx.propertyValue.deleteMany({ where: { ticketId, propertyId: property.id } });
    if (rows.length === 0) continue;
    await work.tx.propertyValue.createMany({
      data: rows.map((row) => ({ ...row, ticketId, propertyId: property.id })),
    });
  }
}

/** A ticket's values with the properties they are of, in the order of the properties; only those that have one. */
export async function ticketValues(
  ctx: Pick<Work, 'core'>,
  queries: Queries,
  ticketId: string,
): Promise<PropertyValues> {
  const rows = await queries.$queryRaw<(ValueRow & { propertyId: string })[]>`
    SELECT pv."propertyId", pv."text", pv."number", pv."date" FROM "PropertyValue" pv WHERE pv."ticketId" = ${ticketId}`;
  if (rows.length === 0) return [];
  const knowsAll = ({ properties }: Catalogue) =>
    rows.every((row) => properties.some((property) => property.id === row.propertyId));
  const { properties } = await catalogueKnowing(ctx.core, queries, knowsAll);
  return properties.flatMap((property) => {
    const own = rows.filter((row) => row.propertyId === property.id);
    return own.length === 0 ? [] : [{ property, rows: inOrder(property, own) }];
  });
}

/** Several options stand in the order in which the property offers them. */
function inOrder<Row extends ValueRow>({ options }: CatalogueProperty, rows: Row[]): Row[] {
  return rows.sort((a, b) => options.indexOf(a.text) - options.indexOf(b.text));
}

/** The value as programs read it. */
export function answerOf({ property, rows }: PropertyValues[number]): PropertyAnswer | null {
  const [first] = rows;
  if (property.type === 'MULTI_SELECT') return rows.map((row) => row.text);
  if (!first) return null;
  if (property.type === 'NUMBER') return first.number ?? Number(first.text);
  return property.type === 'YES_NO' ? first.text === 'yes' : first.text;
}

/** For the audit trail: labels and values as people read them, null where one was cleared. */
export function shownValues(values: PropertyValues): Record<string, string | null> {
  return Object.fromEntries(
    values.map(({ property, rows }) => [
      property.key,
      rows.length === 0 ? null : rows.map((row) => row.text).join(', '),
    ]),
  );
}

export interface PropertyView {
  key: string;
  label: string;
  value: PropertyAnswer;
}

/** A ticket's values as agents and scripts read them. */
export function toPropertyViews(values: PropertyValues): PropertyView[] {
  return values.map((each) => ({
    key: each.property.key,
    label: each.property.label,
    value: answerOf(each) ?? '',
  }));
}

export interface MyProperty {
  label: string;
  /** For pages, which write numbers and dates as their language does. */
  type: PropertyTypeName;
  value: PropertyAnswer;
}

/** The values that customers read: those of properties whose audience is the portal, and of no others. */
export function toMyProperties(values: PropertyValues): MyProperty[] {
  return values
    .filter(({ property }) => property.audience === 'PORTAL')
    .map((each) => ({
      label: each.property.label,
      type: propertyTypes[each.property.type],
      value: answerOf(each) ?? '',
    }));
}
