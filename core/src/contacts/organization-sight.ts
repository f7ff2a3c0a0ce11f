/** What the people of an organization see of each other's tickets: how it is said, and how it is stored. */
export const sights = ['own', 'members', 'everyone'] as const;

/** Own tickets alone, chosen members see all of the organization's, or everyone does. */
export type Sight = (typeof sights)[number];

const stored = { own: 'OWN', members: 'PER_MEMBER', everyone: 'EVERYONE' } as const;

/** For the column `Organization.sight`. */
export function storedSight(sight: Sight): string {
  return stored[sight];
}

/** From that column. */
export function shownSight(column: string): Sight {
  return sights.find((sight) => stored[sight] === column) ?? 'own';
}
