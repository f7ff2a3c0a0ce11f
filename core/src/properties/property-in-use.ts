/** Where a property or one of its options is needed, and the refusal that says so. */
import type { Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { portalsWithTerm, says } from '../visibility/portal-filters.ts';

/** Titles of portals whose filter asks for the property, or for this option of it. */
export function filtersWith(queries: Queries, key: string, option?: string): Promise<string[]> {
  return portalsWithTerm(
    queries,
    ({ field, values }) =>
      field === `property.${key}` && (option === undefined || values.some((value) => says(value, option))),
  );
}

/** `STILL_IN_USE` with the count, or with who uses it, and how to find out more. */
export function stillInUse(
  what: string,
  by: { tickets?: number; filters?: string[]; forms?: string[] },
  query?: string,
): PosternError {
  const { tickets, filters, forms } = by;
  if (tickets !== undefined) {
    const count = tickets === 1 ? '1 ticket' : `${tickets} tickets`;
    return new PosternError('STILL_IN_USE', `${what} is in use on ${count}.`, {
      tickets,
      hint: `See them: postern ticket list '${query} (is:open OR is:closed)'`,
    });
  }
  if (filters) {
    return new PosternError('STILL_IN_USE', `${what} is in use in the filter of ${filters.join(', ')}.`, {
      filters,
      hint: 'See it: postern portal status',
    });
  }
  return new PosternError('STILL_IN_USE', `${what} is in use in the form ${forms?.join(', ')}.`, {
    forms,
    hint: 'See it: postern form list',
  });
}
