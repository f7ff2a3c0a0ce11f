/** From a key to a property, read anew: what was made a moment ago counts. */
import type { Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { type CatalogueProperty, readCatalogue } from '../query/catalogue.ts';
import { nearest } from '../query/nearest.ts';

/** Throws `PROPERTY_NOT_FOUND`, naming the nearest one. */
export async function findProperty(queries: Queries, key: string): Promise<CatalogueProperty> {
  const { properties } = await readCatalogue(queries);
  return propertyAmong(properties, key);
}

/** The same, among properties already read. */
export function propertyAmong(properties: readonly CatalogueProperty[], key: string): CatalogueProperty {
  const wanted = key.trim().toLowerCase();
  const found = properties.find((each) => each.key === wanted);
  if (found) return found;
  const keys = properties.map((each) => each.key);
  const guess = nearest(wanted, keys);
  throw new PosternError('PROPERTY_NOT_FOUND', `There is no property "${key}".`, {
    hint: guess ? `Did you mean "${guess}"?` : 'See them all: postern property list',
  });
}
