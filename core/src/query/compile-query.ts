/** Turns a query tree into one SQL condition on `Ticket t`. */
import { Prisma } from '@postern/prisma';
import type { Core } from '../context.ts';
import { PosternError } from '../errors.ts';
import { priorityNames } from '../priorities.ts';
import type { Catalogue } from './catalogue.ts';
import {
  allOf,
  always,
  anyOf,
  badValue,
  dateCondition,
  isNamed,
  likeText,
  never,
  wordOf,
} from './conditions.ts';
import { propertyCondition, propertyPrefix } from './property-conditions.ts';
import { momentsOf } from './query-dates.ts';
import type { Comparison, QueryField, QueryTree, QueryValue } from './query-tree.ts';
import { type SetChoice, type TicketSet, usualForms } from './ticket-sets.ts';
import { isUnreadBy } from './unread.ts';
import { inMessages, inNotes, inSubject } from './word-conditions.ts';

export interface QueryEnvironment {
  core: Core;
  catalogue: Catalogue;
  now: Date;
  /** Who "me" is; null where nobody is, as in the portal's filter. */
  agentId: string | null;
  /** Notes are searched for agents alone. */
  searchNotes: boolean;
  /** The form of conditions that very many tickets may meet, or very few; the usual one unless somebody has looked. */
  choose?: SetChoice;
}

type Environment = Required<QueryEnvironment>;

const priorities = priorityNames.map((name) => name.toUpperCase());

/** Throws `BAD_QUERY` for a value that means nothing, naming the valid ones. */
export function compileQuery(tree: QueryTree, env: QueryEnvironment): Prisma.Sql {
  return compile(tree, { choose: usualForms, ...env });
}

function compile(tree: QueryTree, env: Environment): Prisma.Sql {
  if ('and' in tree) return allOf(tree.and.map((part) => compile(part, env)));
  if ('or' in tree) return anyOf(tree.or.map((part) => compile(part, env)));
  // Not NOT: a ticket without assignee, requester or organization answers neither yes nor no, and would be in no list.
  // No list begins with the tickets that it leaves out, so there is nothing to look up beforehand.
  if ('not' in tree)
    return Prisma.sql`((${compile(tree.not, { ...env, choose: (set) => set.many })}) IS NOT TRUE)`;
  if ('words' in tree) return wordsCondition(tree.words, env);
  const { field } = tree;
  if (field.startsWith(propertyPrefix))
    return anyOf(tree.values.map((value) => propertyCondition(field, value, env)));
  const compiler = Object.hasOwn(compilers, tree.field) && compilers[tree.field as QueryField];
  if (!compiler) throw new PosternError('BAD_QUERY', `A ticket has no field "${tree.field}:".`);
  return anyOf(tree.values.map((value) => compiler(value, env)));
}

function wordsCondition(text: string, env: Environment): Prisma.Sql {
  const number = /^#?(\d{1,9})$/.exec(text.trim());
  const [subject, message] = [inSubject(text, env), inMessages(text, env)];
  if (!subject || !message) return always;
  const places = [subject, message];
  const note = env.searchNotes && inNotes(text, env);
  if (note) places.push(note);
  if (number) places.push(Prisma.sql`t."number" = ${Number(number[1])}`);
  return anyOf(places);
}

/** What the team wrote decides nothing that customers see. Throws `BAD_QUERY`. */
function requireNotes({ searchNotes }: Environment, asked: string): void {
  if (searchNotes) return;
  throw new PosternError('BAD_QUERY', `"${asked}" means nothing here: notes are for the team alone.`);
}

type FieldCompiler = (value: QueryValue, env: Environment) => Prisma.Sql;

const states = new Map<string, (env: Environment) => Prisma.Sql>([
  ['open', () => Prisma.sql`t."closedAt" IS NULL`],
  // Spelled so that no index answers it: most tickets are closed, and the planner would sort them all.
  ['closed', () => Prisma.sql`CASE WHEN t."closedAt" IS NULL THEN 0 ELSE 1 END = 1`],
  ['snoozed', (env) => everSince('snoozedAt', env)],
  ['deleted', (env) => everSince('deletedAt', env)],
  ['unassigned', () => Prisma.sql`t."assigneeId" IS NULL`],
  ['mine', (env) => isMe(env, 'is:mine')],
  [
    'draft',
    (env) =>
      Prisma.sql`t."id" IN (SELECT d."ticketId" FROM "Draft" d WHERE d."agentId" = ${meIn(env, 'is:draft')})`,
  ],
  ['unread', (env) => isUnreadBy(meIn(env, 'is:unread'))],
  ['following', (env) => followedBy(Prisma.sql`tf."agentId" = ${meIn(env, 'is:following')}`)],
]);

const compilers: Record<QueryField, FieldCompiler> = {
  is: (value, env) => {
    const state = states.get(wordOf('is', value).toLowerCase());
    if (!state) throw badValue('is', value, [...states.keys()]);
    return state(env);
  },
  assignee: (value, env) => {
    const word = wordOf('assignee', value).toLowerCase();
    if (word === 'me') return isMe(env, 'assignee:me');
    if (word === 'none') return Prisma.sql`t."assigneeId" IS NULL`;
    if (word === 'any') return Prisma.sql`t."assigneeId" IS NOT NULL`;
    return Prisma.sql`t."assigneeId" IN (SELECT a."id" FROM "Agent" a WHERE a."email" = ${word} OR ${isNamed(Prisma.sql`a."name"`, word)} OR a."email" LIKE ${`${likeText(word)}@%`} ESCAPE '\\')`;
  },
  team: (value, env) => {
    const word = wordOf('team', value).replace(/^@/, '').toLowerCase();
    if (word === 'none') return Prisma.sql`t."teamId" IS NULL`;
    if (word === 'any') return Prisma.sql`t."teamId" IS NOT NULL`;
    if (word === 'me')
      return Prisma.sql`t."teamId" IN (SELECT tm."teamId" FROM "TeamMember" tm WHERE tm."agentId" = ${meIn(env, 'team:me')})`;
    return Prisma.sql`t."teamId" IN (SELECT te."id" FROM "Team" te WHERE ${isNamed(Prisma.sql`te."name"`, word)})`;
  },
  follower: (value, env) => {
    const word = wordOf('follower', value).toLowerCase();
    return followedBy(
      word === 'me'
        ? Prisma.sql`tf."agentId" = ${meIn(env, 'follower:me')}`
        : Prisma.sql`tf."agentId" IN (SELECT a."id" FROM "Agent" a WHERE a."email" = ${word} OR ${isNamed(Prisma.sql`a."name"`, word)} OR a."email" LIKE ${`${likeText(word)}@%`} ESCAPE '\\')`,
    );
  },
  from: (value) => {
    const match = isContact(wordOf('from', value).toLowerCase());
    return Prisma.sql`t."requesterId" IN (SELECT c."id" FROM "Contact" c WHERE ${match})`;
  },
  cc: (value) =>
    Prisma.sql`t."id" IN (SELECT tc."ticketId" FROM "TicketContact" tc JOIN "Contact" c ON c."id" = tc."contactId"
      WHERE tc."role" = 'PARTICIPANT' AND ${isContact(wordOf('cc', value).toLowerCase())})`,
  organization: (value) => {
    const word = wordOf('organization', value).toLowerCase();
    if (word === 'none') return Prisma.sql`t."organizationId" IS NULL`;
    return Prisma.sql`t."organizationId" IN (SELECT o."id" FROM "Organization" o WHERE ${isNamed(Prisma.sql`o."name"`, word)})`;
  },
  pipeline: (value, env) => {
    const pipeline = named('pipeline', value, env.catalogue.pipelines);
    return stageIn(env.catalogue.stages.filter((stage) => stage.pipelineId === pipeline.id));
  },
  stage: (value, env) => {
    const wanted = wordOf('stage', value).toLowerCase();
    const stages = env.catalogue.stages.filter((stage) => stage.name.toLowerCase() === wanted);
    if (stages.length === 0)
      throw badValue('stage', value, [...new Set(env.catalogue.stages.map((stage) => stage.name))]);
    return stageIn(stages);
  },
  channel: (value) => {
    const word = wordOf('channel', value).toLowerCase();
    if (!channelKinds.includes(word)) throw badValue('channel', value, [...channelKinds]);
    // Asked of each ticket: most came on the same way, and a list of all of those would be made first.
    return Prisma.sql`EXISTS (SELECT 1 FROM "Conversation" cv JOIN "Channel" ch ON ch."id" = cv."channelId"
      WHERE cv."ticketId" = t."id" AND ch."kind" = ${word.toUpperCase()})`;
  },
  inbox: (value, env) => Prisma.sql`t."inboxId" = ${named('inbox', value, env.catalogue.inboxes).id}`,
  priority: (value) => {
    const names = prioritiesFor(value);
    return names.length === 0 ? never : Prisma.sql`t."priority" IN (${Prisma.join(names)})`;
  },
  tag: (value, env) => {
    const word = wordOf('tag', value).normalize('NFC').toLowerCase();
    if (word === 'none') return Prisma.sql`NOT ${hasTag}`;
    if (word === 'any') return hasTag;
    const tagged = Prisma.sql`SELECT tt."ticketId" FROM "TicketTag" tt JOIN "Tag" tg ON tg."id" = tt."tagId" WHERE tg."name" = ${word}`;
    return env.choose({
      rows: tagged,
      few: Prisma.sql`t."id" IN (${tagged})`,
      many: Prisma.sql`EXISTS (${tagged} AND tt."ticketId" = t."id")`,
      usual: 'few',
    });
  },
  mentions: (value, env) => {
    const word = wordOf('mentions', value).toLowerCase();
    const agent =
      word === 'me'
        ? Prisma.sql`m."agentId" = ${meIn(env, 'mentions:me')}`
        : Prisma.sql`m."agentId" IN (SELECT a."id" FROM "Agent" a WHERE a."email" = ${word} OR a."email" LIKE ${`${likeText(word)}@%`} ESCAPE '\\')`;
    return Prisma.sql`t."id" IN (SELECT n."ticketId" FROM "Mention" m JOIN "Note" n ON n."id" = m."noteId" WHERE ${agent})`;
  },
  number: (value) => {
    const word = wordOf('number', value).replace(/^#/, '');
    if (!/^\d{1,9}$/.test(word))
      throw new PosternError('BAD_QUERY', `"number:${word}" is not a ticket number.`);
    return Prisma.sql`t."number" = ${Number(word)}`;
  },
  created: (value, env) => dayCondition('created', 'createdAt', value, env),
  updated: (value, env) => dateCondition('updated', Prisma.sql`t."lastActivityAt"`, value, env.now),
  closed: (value, env) => dayCondition('closed', 'closedAt', value, env),
  has: (value, env) => {
    const word = wordOf('has', value).toLowerCase();
    const thing = things.get(word);
    if (!thing) throw badValue('has', value, [...things.keys()]);
    if (word === 'note') requireNotes(env, 'has:note');
    return env.choose(thing);
  },
  subject: (value, env) => inSubject(wordOf('subject', value), env) ?? always,
  message: (value, env) => inMessages(wordOf('message', value), env) ?? always,
  note: (value, env) => {
    requireNotes(env, 'note:');
    return inNotes(wordOf('note', value), env) ?? always;
  },
  older: (value, env) =>
    Prisma.sql`t."lastActivityAt" < ${momentsOf('older', wordOf('older', value), env.now).from}`,
  newer: (value, env) =>
    Prisma.sql`t."lastActivityAt" >= ${momentsOf('newer', wordOf('newer', value), env.now).from}`,
};

const hasTag = Prisma.sql`EXISTS (SELECT 1 FROM "TicketTag" tt WHERE tt."ticketId" = t."id")`;

const things = new Map<string, TicketSet>([
  [
    'attachment',
    {
      rows: Prisma.sql`SELECT 1 FROM "Attachment"`,
      // Not JOIN: of a table that is empty, SQLite knows nothing, and begins with the conversations.
      few: Prisma.sql`t."id" IN (SELECT cv."ticketId" FROM "Attachment" a CROSS JOIN "Message" m CROSS JOIN "Conversation" cv
        WHERE m."id" = a."messageId" AND cv."id" = m."conversationId")`,
      many: Prisma.sql`EXISTS (SELECT 1 FROM "Conversation" cv JOIN "Message" m ON m."conversationId" = cv."id"
        JOIN "Attachment" a ON a."messageId" = m."id" WHERE cv."ticketId" = t."id")`,
      usual: 'many',
    },
  ],
  [
    'note',
    {
      rows: Prisma.sql`SELECT 1 FROM "Note"`,
      few: Prisma.sql`t."id" IN (SELECT hn."ticketId" FROM "Note" hn)`,
      many: Prisma.sql`EXISTS (SELECT 1 FROM "Note" hn WHERE hn."ticketId" = t."id")`,
      usual: 'many',
    },
  ],
]);

/** Tickets that have such a moment. Not IS NOT NULL: only a comparison lets SQLite begin with the few that have one. */
function everSince(column: 'snoozedAt' | 'deletedAt', { core, choose }: Environment): Prisma.Sql {
  const since = (place: string) => Prisma.sql`${Prisma.raw(place)} >= ${new Date(0)}`;
  return choose({
    rows: Prisma.sql`SELECT 1 FROM "Ticket" d WHERE ${since(`d."${column}"`)}`,
    few: since(`t."${column}"`),
    many: since(core.db.engine === 'sqlite' ? `+t."${column}"` : `t."${column}"`),
    usual: 'few',
  });
}

/** A day on which something happened to a ticket. Its index is of use for few days, and of harm for many. */
function dayCondition(
  field: 'created' | 'closed',
  column: 'createdAt' | 'closedAt',
  value: QueryValue,
  { core, now, choose }: Environment,
): Prisma.Sql {
  const on = (place: string) => dateCondition(field, Prisma.raw(place), value, now);
  return choose({
    rows: Prisma.sql`SELECT 1 FROM "Ticket" d WHERE ${on(`d."${column}"`)}`,
    few: on(`t."${column}"`),
    // SQLite looks for no index behind a plus.
    many: on(core.db.engine === 'sqlite' ? `+t."${column}"` : `t."${column}"`),
    usual: 'many',
  });
}

const channelKinds = ['portal', 'form', 'email', 'slack', 'chat', 'api'];

/** A condition on `Contact c`: an address, the end of one, or a name. */
function isContact(word: string): Prisma.Sql {
  if (word.startsWith('@')) return Prisma.sql`c."email" LIKE ${`%${likeText(word)}`} ESCAPE '\\'`;
  // Only a name makes the database look at every contact.
  return word.includes('@') ? Prisma.sql`c."email" = ${word}` : isNamed(Prisma.sql`c."name"`, word);
}

/** A condition on `TicketFollower tf`. */
function followedBy(agent: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`t."id" IN (SELECT tf."ticketId" FROM "TicketFollower" tf WHERE ${agent})`;
}

function isMe(env: Environment, asked: string): Prisma.Sql {
  return Prisma.sql`t."assigneeId" = ${meIn(env, asked)}`;
}

function meIn({ agentId }: Environment, asked: string): string {
  if (agentId) return agentId;
  throw new PosternError('BAD_QUERY', `"${asked}" means nothing here: there is no "me".`);
}

function named<T extends { name: string }>(field: QueryField, value: QueryValue, things: T[]): T {
  const wanted = wordOf(field, value).toLowerCase();
  const found = things.find((thing) => thing.name.toLowerCase() === wanted);
  if (!found)
    throw badValue(
      field,
      value,
      things.map((thing) => thing.name),
    );
  return found;
}

function stageIn(stages: { id: string }[]): Prisma.Sql {
  return stages.length === 0
    ? never
    : Prisma.sql`t."stageId" IN (${Prisma.join(stages.map((stage) => stage.id))})`;
}

function prioritiesFor(value: QueryValue): string[] {
  const rank = (text: string) => {
    const index = priorities.indexOf(text.toUpperCase());
    if (index < 0) throw badValue('priority', { kind: 'word', text }, [...priorityNames]);
    return index;
  };
  if (value.kind === 'word') return [priorities[rank(value.text)] as string];
  if (value.kind === 'range') return priorities.slice(rank(value.from), rank(value.to) + 1);
  const bound = rank(value.text);
  const tests: Record<Comparison, (index: number) => boolean> = {
    '>': (index) => index > bound,
    '>=': (index) => index >= bound,
    '<': (index) => index < bound,
    '<=': (index) => index <= bound,
  };
  return priorities.filter((_, index) => tests[value.comparison](index));
}
