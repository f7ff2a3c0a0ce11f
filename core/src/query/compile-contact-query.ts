/** Turns a query over contacts into one SQL condition on `Contact c`: the filters of contact lists. */
import { Prisma } from '@postern/prisma';
import { PosternError } from '../errors.ts';
import { allOf, anyOf, badValue, dateCondition, holdsText, isNamed, likeText, wordOf } from './conditions.ts';
import type { QueryTree, QueryValue } from './query-tree.ts';

/** Throws `BAD_QUERY` for a value that means nothing, naming the valid ones. */
export function compileContactQuery(tree: QueryTree, now: Date): Prisma.Sql {
  if ('and' in tree) return allOf(tree.and.map((part) => compileContactQuery(part, now)));
  if ('or' in tree) return anyOf(tree.or.map((part) => compileContactQuery(part, now)));
  if ('not' in tree) return Prisma.sql`((${compileContactQuery(tree.not, now)}) IS NOT TRUE)`;
  if ('words' in tree) return wordsCondition(tree.words);
  const compile = compilers.get(tree.field);
  if (!compile) throw new PosternError('BAD_QUERY', `A contact has no field "${tree.field}:".`);
  return anyOf(tree.values.map((value) => compile(value, now)));
}

function wordsCondition(text: string): Prisma.Sql {
  const lower = text.toLowerCase();
  return anyOf([
    holdsText(Prisma.sql`c."email"`, lower),
    holdsText(Prisma.sql`coalesce(c."name", '')`, lower),
  ]);
}

type FieldCompiler = (value: QueryValue, now: Date) => Prisma.Sql;

const states: ReadonlyMap<string, Prisma.Sql> = new Map([
  ['blocked', Prisma.sql`c."blockedAt" IS NOT NULL`],
  ['registered', Prisma.sql`c."passwordHash" IS NOT NULL`],
]);

const compilers: ReadonlyMap<string, FieldCompiler> = new Map(
  Object.entries<FieldCompiler>({
    email: (value) => {
      const word = wordOf('email', value).toLowerCase();
      return word.startsWith('@')
        ? Prisma.sql`c."email" LIKE ${`%${likeText(word)}`} ESCAPE '\\'`
        : Prisma.sql`c."email" = ${word}`;
    },
    name: (value) => isNamed(Prisma.sql`c."name"`, wordOf('name', value).toLowerCase()),
    organization: (value) => {
      const word = wordOf('organization', value).toLowerCase();
      if (word === 'none') return Prisma.sql`c."organizationId" IS NULL`;
      return Prisma.sql`c."organizationId" IN (SELECT o."id" FROM "Organization" o WHERE ${isNamed(Prisma.sql`o."name"`, word)})`;
    },
    // Lists by hand alone: a filter that asks for a filter could ask for itself.
    list: (value) => {
      const word = wordOf('list', value).toLowerCase();
      return Prisma.sql`c."id" IN (SELECT m."contactId" FROM "ContactListMember" m JOIN "ContactList" l ON l."id" = m."listId" WHERE ${isNamed(Prisma.sql`l."name"`, word)})`;
    },
    created: (value, now) => dateCondition('created', Prisma.sql`c."createdAt"`, value, now),
    is: (value) => {
      const state = states.get(wordOf('is', value).toLowerCase());
      if (!state) throw badValue('is', value, [...states.keys()]);
      return state;
    },
  }),
);
