/**
 * Conditions that very many tickets may meet, or very few: a tag, a word, a day. Where few do, the database should
 * begin with them; where many do, it should walk the list in its order and ask each ticket. SQLite's planner knows
 * averages alone, so the desk looks beforehand.
 */
import { Prisma } from '@postern/prisma';
import type { Core } from '../context.ts';

/** One such condition on `Ticket t`, in the forms in which it can be asked. */
export interface TicketSet {
  /** Rows of which there are about as many as tickets that meet it; read no further than is worth knowing. */
  rows: Prisma.Sql;
  /** Gives the database a way to begin with those that meet it. */
  few: Prisma.Sql;
  /** Is asked of one ticket after the other. */
  many: Prisma.Sql;
  /** Which of both where nobody has looked. */
  usual: 'few' | 'many';
}

/** Chooses a form each time a query names such a set. */
export type SetChoice = (set: TicketSet) => Prisma.Sql;

/** Where nobody has looked. */
export const usualForms: SetChoice = (set) => set[set.usual];

/** Takes the usual forms, and remembers which sets were named, in their order. */
export function collecting(): { choose: SetChoice; sets: TicketSet[] } {
  const sets: TicketSet[] = [];
  return {
    sets,
    choose(set) {
      sets.push(set);
      return usualForms(set);
    },
  };
}

/** Takes the forms that fit what was found, for the same query again. */
export function fitting(areMany: readonly boolean[]): SetChoice {
  let next = 0;
  return (set) => {
    const isMany = areMany[next];
    next += 1;
    return isMany ? set.many : set.few;
  };
}

/** From how many rows on a set is large: fetching so many tickets one by one takes about 30 ms (measured at a million). */
export const manyRows = 5_000;

/** Which of the sets are large, with one question that reads at most `many` rows of each. */
export async function measureSets(
  core: Core,
  sets: readonly Pick<TicketSet, 'rows'>[],
  many: number = manyRows,
): Promise<boolean[]> {
  const counts = sets.map(
    ({ rows }, index) =>
      Prisma.sql`(SELECT count(*) FROM (${rows} LIMIT ${many}) AS found) AS ${Prisma.raw(`"set${index}"`)}`,
  );
  const [found] = await core.db.read.$queryRaw<Record<string, bigint | number>[]>`
    SELECT ${Prisma.join(counts)}`;
  return sets.map((_, index) => Number(found?.[`set${index}`]) >= many);
}
