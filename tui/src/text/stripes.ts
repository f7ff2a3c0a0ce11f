/** The colour that tells one desk of a person from another: always beside its name, never instead of it. */

export const stripeColors = ['teal', 'amber', 'violet', 'green', 'red', 'blue'] as const;

export type StripeColor = (typeof stripeColors)[number];

/** The role in which a stripe is painted. */
export type StripeRole = `stripe${Capitalize<StripeColor>}`;

export const stripeRole = (color: StripeColor): StripeRole =>
  `stripe${color[0]?.toUpperCase()}${color.slice(1)}` as StripeRole;

/**
 * A colour for each desk, in the order in which they were added: the one that was chosen for it, else one by its name,
 * else the next that no other has. Whoever adds a desk keeps the colours of those before.
 */
export function stripesFor(
  names: readonly string[],
  chosen: ReadonlyMap<string, StripeColor>,
): ReadonlyMap<string, StripeColor> {
  const stripes = new Map(
    names.flatMap((name) => (chosen.has(name) ? [[name, chosen.get(name)]] : [])) as [string, StripeColor][],
  );
  for (const name of names) {
    if (stripes.has(name)) continue;
    const taken = new Set(stripes.values());
    const first = [...name].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) >>> 0, 7);
    const inOrder = stripeColors.map((_, at) => stripeColors[(first + at) % stripeColors.length]);
    stripes.set(name, (inOrder.find((color) => color && !taken.has(color)) ?? inOrder[0]) as StripeColor);
  }
  return stripes;
}
