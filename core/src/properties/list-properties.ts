/** The desk's properties, with how much each is used. */
import type { Queries } from '../context.ts';
import { type CatalogueProperty, readCatalogue } from '../query/catalogue.ts';
import { type PropertyTypeName, propertyTypes } from './property-values.ts';

export interface PropertyListItem {
  key: string;
  label: string;
  type: PropertyTypeName;
  options: string[];
  audience: 'internal' | 'form' | 'portal';
  /** How many tickets have a value of it. */
  tickets: number;
  /** Names of the forms that ask for it. */
  forms: string[];
}

/** In the order in which they were made. */
export async function listProperties(queries: Queries): Promise<PropertyListItem[]> {
  const [{ properties }, counts, fields] = await Promise.all([
    readCatalogue(queries),
    queries.$queryRaw<{ propertyId: string; count: bigint }[]>`
      SELECT "propertyId", count(DISTINCT "ticketId") AS "count" FROM "PropertyValue" GROUP BY "propertyId"`,
    queries.formField.findMany({
      where: { propertyId: { not: null } },
      select: { propertyId: true, form: { select: { name: true } } },
    }),
  ]);
  return properties.map((property) => {
    const asking = fields.filter((field) => field.propertyId === property.id);
    const count = counts.find((each) => each.propertyId === property.id)?.count ?? 0;
    return toListItem(property, Number(count), [...new Set(asking.map(({ form }) => form.name))].sort());
  });
}

/** One property as the list has it. */
export async function listItemOf(queries: Queries, property: CatalogueProperty): Promise<PropertyListItem> {
  const tickets = await ticketsWith(queries, property.id);
  return toListItem(property, tickets, await formsAsking(queries, property.id));
}

function toListItem(
  { key, label, type, options, audience }: CatalogueProperty,
  tickets: number,
  forms: string[],
): PropertyListItem {
  const shownAudience = audience.toLowerCase() as PropertyListItem['audience'];
  return { key, label, type: propertyTypes[type], options, audience: shownAudience, tickets, forms };
}

/** How many tickets have a value of the property, or this very one. */
export async function ticketsWith(queries: Queries, propertyId: string, text?: string): Promise<number> {
  const [row] =
    text === undefined
      ? await queries.$queryRaw<{ count: bigint }[]>`
          SELECT count(DISTINCT "ticketId") AS "count" FROM "PropertyValue" WHERE "propertyId" = ${propertyId}`
      : await queries.$queryRaw<{ count: bigint }[]>`
          SELECT count(*) AS "count" FROM "PropertyValue" WHERE "propertyId" = ${propertyId} AND "text" = ${text}`;
  return Number(row?.count ?? 0);
}

/** Names of the forms with a field for the property. */
export async function formsAsking(queries: Queries, propertyId: string): Promise<string[]> {
  const forms = await queries.form.findMany({
    where: { fields: { some: { propertyId } } },
    select: { name: true },
    orderBy: { name: 'asc' },
  });
  return forms.map((form) => form.name);
}
