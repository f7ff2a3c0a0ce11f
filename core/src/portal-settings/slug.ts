/** What a portal's address may be called. */

/** First parts of addresses that the desk itself answers, or means to. Those with "_" are no slugs anyhow. */
export const reservedSlugs: readonly string[] = [
  'api',
  'assets',
  'favicon',
  'healthz',
  'metrics',
  'readyz',
  'robots',
  'sandbox',
  'slack',
  'static',
  'trpc',
];

const longest = 40;
const shortest = 2;

/** What is wrong with it, in words that follow the name of the setting; null when it can be one. */
export function slugFault(slug: string): string | null {
  const odd = [...new Set(slug.match(/[^a-z0-9-]/gu) ?? [])];
  if (/[A-Z]/.test(slug)) return 'must be in lower case';
  if (odd.length > 0) {
    const shown = [...new Set(odd.map((each) => (/\s/.test(each) ? 'a space' : `"${each}"`)))].slice(0, 5);
    const list = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(shown);
    return `can hold only a-z, 0-9 and "-", not ${list}`;
  }
  if (slug.length < shortest || slug.length > longest)
    return `must have ${shortest} to ${longest} characters`;
  if (slug.startsWith('-') || slug.endsWith('-')) return 'must begin and end with a letter or a digit';
  if (reservedSlugs.includes(slug)) return `cannot be "${slug}": the desk itself answers at that address`;
  return null;
}
