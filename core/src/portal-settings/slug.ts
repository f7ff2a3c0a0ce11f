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
    const shown = odd.slice(0, 5).map((character) => (/\s/.test(character) ? 'a space' : character));
    return `may have a-z, 0-9 and "-" in it, and nothing else, such as ${shown.join(' ')}`;
  }
  if (slug.length < shortest || slug.length > longest)
    return `must have ${shortest} to ${longest} characters`;
  if (slug.startsWith('-') || slug.endsWith('-')) return 'must begin and end with a letter or a digit';
  if (reservedSlugs.includes(slug)) return `cannot be "${slug}": the desk itself answers at that address`;
  return null;
}
