/** Believable organizations, people and tickets, made by the desk's own actions: for tests and the sample desk. */
import { Prisma } from '@postern/prisma';
import { filterColumn } from '../contacts/access-list.ts';
import { addToList } from '../contacts/add-to-list.ts';
import { readFilter } from '../contacts/contact-filter.ts';
import type { Permission, Work } from '../context.ts';
import { createAgent } from '../desk/create-desk.ts';
import { cleanFileName } from '../files/file-name.ts';
import { mediaTypeOf } from '../files/media-type.ts';
import { recordEvent } from '../live/record-event.ts';
import { rowsFor } from '../properties/property-values.ts';
import type { CatalogueProperty } from '../query/catalogue.ts';
import { addMessage } from '../tickets/add-message.ts';
import { keepNote } from '../tickets/add-note.ts';
import { currentConversation } from '../tickets/conversations.ts';
import { fileTicket } from '../tickets/file-ticket.ts';
import { moveTo } from '../tickets/stages.ts';
import { type TicketRow, ticketRows } from '../tickets/ticket-rows.ts';
import { addTags } from '../tickets/ticket-tags.ts';

export interface BuiltAgent {
  kind: 'agent';
  id: string;
  name: string;
  email: string;
}

export interface BuiltContact {
  kind: 'contact';
  id: string;
  name: string;
  email: string;
}

export interface BuiltTicket {
  id: string;
  number: number;
}

/** One turn in a ticket's life; `at` is when it happened. */
export type Turn =
  /** `uploads` are ids from `buildUpload`. */
  | { from: BuiltContact; says: string; uploads?: string[]; at?: Date }
  | { from: BuiltAgent; says: string; uploads?: string[]; at?: Date }
  | { from: BuiltAgent; notes: string; uploads?: string[]; at?: Date }
  | { from: BuiltAgent; assignsTo: BuiltAgent; at?: Date }
  | { from: BuiltAgent; closes: true; at?: Date };

let counter = 0;
const unique = () => {
  counter += 1;
  return counter;
};

export async function buildOrganization(
  work: Work,
  wish: { name?: string; sight?: 'OWN' | 'PER_MEMBER' | 'EVERYONE' } = {},
): Promise<{ id: string; name: string }> {
  const name = wish.name ?? `Organization ${unique()}`;
  const id = work.core.ids.next('organization');
  await work.tx.organization.create({ data: { id, name, sight: wish.sight ?? 'OWN', createdAt: work.now } });
  return { id, name };
}

export async function buildContact(
  work: Work,
  wish: {
    name?: string;
    email?: string;
    organization?: { id: string };
    passwordHash?: string;
    seesOrgTickets?: boolean;
    locale?: string;
  } = {},
): Promise<BuiltContact> {
  const name = wish.name ?? `Contact ${unique()}`;
  const email = wish.email ?? `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@customer.example`;
  const id = work.core.ids.next('contact');
  await work.tx.contact.create({
    data: {
      id,
      name,
      email,
      locale: wish.locale ?? null,
      organizationId: wish.organization?.id ?? null,
      seesOrgTickets: wish.seesOrgTickets ?? false,
      passwordHash: wish.passwordHash ?? null,
      createdAt: work.now,
    },
  });
  return { kind: 'contact', id, name, email };
}

/** By a filter where one is given, else of these members by hand. */
export async function buildContactList(
  work: Work,
  wish: { name?: string; filter?: string; members?: BuiltContact[] } = {},
): Promise<{ id: string; name: string }> {
  const name = wish.name ?? `List ${unique()}`;
  const filter = wish.filter === undefined ? null : await readFilter(work.tx, wish.filter, work.now);
  const id = work.core.ids.next('contactList');
  await work.tx.contactList.create({
    data: { id, name, createdAt: work.now, ...(filter && { filter: filterColumn(filter) }) },
  });
  if (wish.members) await addToList(work, { id, name, filter }, wish.members);
  return { id, name };
}

/** Of a password that nobody knows: an agent without any would be one who was invited. */
const unknownPassword =
  '$argon2id$v=19$m=19456,t=2,p=1$0zczEL/xd78esWi38SMg6Q$r8Y5V8c9SJwruqrBPfPJiel5fsUIdnSGeuQpgtfi7iM';

export async function buildAgent(
  work: Work,
  wish: { name?: string; email?: string; passwordHash?: string; permissions?: readonly Permission[] } = {},
): Promise<BuiltAgent> {
  const name = wish.name ?? `Agent ${unique()}`;
  const email = wish.email ?? `${name.toLowerCase().replace(/[^a-z0-9]+/g, '.')}@postern.example`;
  const { id } = await createAgent(work, {
    name,
    email,
    passwordHash: wish.passwordHash ?? unknownPassword,
    ...(wish.permissions && { permissions: wish.permissions }),
  });
  return { kind: 'agent', id, name, email };
}

/** A property with its options. */
export async function buildProperty(
  work: Work,
  wish: Omit<CatalogueProperty, 'id' | 'options'> & { options?: string[] },
): Promise<CatalogueProperty> {
  const property = { options: [], ...wish, id: work.core.ids.next('property') };
  await work.tx.property.create({ data: { ...property, createdAt: work.now } });
  return property;
}

/** Adds a property to a form, right behind its first field. */
export async function buildFormField(work: Work, form: string, property: CatalogueProperty): Promise<void> {
  const { id: formId } = await work.tx.form.findUniqueOrThrow({ where: { name: form } });
  await work.tx.formField.updateMany({
    where: { formId, position: { gte: 1 } },
    data: { position: { increment: 1 } },
  });
  const id = work.core.ids.next('formField');
  await work.tx.formField.create({
    data: { id, formId, target: 'PROPERTY', propertyId: property.id, position: 1 },
  });
}

/** A ticket and its turns, each at its own time; without `at` everything happens now. */
export async function buildTicket(
  work: Work,
  wish: {
    from: BuiltContact;
    inboxId: string;
    subject?: string;
    says?: string;
    at?: Date;
    number?: number;
    priority?: 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT';
    /** Files of the first message, from `buildUpload`. */
    uploads?: string[];
    /** What was answered beside the message, in the words of the properties. */
    values?: { property: CatalogueProperty; value: string }[];
    turns?: Turn[];
  },
): Promise<BuiltTicket> {
  const at = wish.at ?? work.now;
  const filed = await fileTicket(
    { ...work, now: at, actor: `contact:${wish.from.id}`, source: 'PORTAL' },
    {
      subject: wish.subject ?? `Ticket ${unique()}`,
      body: wish.says ?? 'Something does not work.',
      requestId: `built-${unique()}-${work.core.ids.secret().slice(0, 12)}`,
      inboxId: wish.inboxId,
      contactId: wish.from.id,
      uploads: wish.uploads,
      ...(wish.number !== undefined && { number: wish.number }),
      values: (wish.values ?? []).map(({ property, value }) => ({
        property,
        rows: builtRows(property, value),
      })),
    },
  );
  if (wish.priority) {
    await work.tx.ticket.update({ where: { id: filed.id }, data: { priority: wish.priority } });
  }
  for (const turn of wish.turns ?? []) await takeTurn({ ...work, now: turn.at ?? at }, filed.id, turn);
  return { id: filed.id, number: filed.number };
}

/** Lets one thing happen to a ticket, through the same functions as in daily life. */
export async function takeTurn(work: Work, ticketId: string, turn: Turn): Promise<void> {
  const ticket = await readTicket(work, ticketId);
  const source = turn.from.kind === 'agent' ? ('TUI' as const) : ('PORTAL' as const);
  const here: Work = { ...work, actor: `${turn.from.kind}:${turn.from.id}`, source };
  if ('says' in turn) {
    const author =
      turn.from.kind === 'agent'
        ? { kind: 'agent' as const, agentId: turn.from.id }
        : { kind: 'contact' as const, contactId: turn.from.id };
    await addMessage(here, ticket, await currentConversation(here, ticket), {
      author,
      text: turn.says,
      uploads: turn.uploads,
      requestId: `built-${unique()}-${work.core.ids.secret().slice(0, 12)}`,
      moveTo: turn.from.kind === 'agent' ? 'WAITING_ON_CUSTOMER' : 'WAITING_ON_US',
    });
  } else if ('notes' in turn) {
    await keepNote(here, {
      ticketId,
      text: turn.notes,
      author: { agentId: turn.from.id },
      uploads: turn.uploads,
      externalId: `built-${unique()}-${work.core.ids.secret().slice(0, 12)}`,
      writtenIn: null,
    });
  } else {
    const data = 'closes' in turn ? await moveTo(here, ticket, 'CLOSED') : { assigneeId: turn.assignsTo.id };
    await here.tx.ticket.update({
      where: { id: ticketId },
      data: { ...data, lastActivityAt: here.now, version: { increment: 1 } },
    });
    await recordEvent(here, {
      action: 'closes' in turn ? 'ticket.closed' : 'ticket.assigned',
      target: ticketId,
      ticketId,
      change: { by: turn.from.name, ...('assignsTo' in turn && { to: turn.assignsTo.name }) },
    });
  }
}

async function readTicket(work: Work, id: string): Promise<TicketRow> {
  const [row] = await ticketRows(work.tx, Prisma.sql`t."id" = ${id}`, Prisma.empty);
  if (!row) throw new Error(`There is no ticket ${id}.`);
  return row;
}

/** A file that this person has chosen; a turn takes it along by the id that is answered. */
export async function buildUpload(
  work: Work,
  person: BuiltAgent | BuiltContact,
  file: { name: string; content: Uint8Array | string },
): Promise<string> {
  const content = typeof file.content === 'string' ? new TextEncoder().encode(file.content) : file.content;
  const data = {
    id: work.core.ids.next('upload'),
    fileName: cleanFileName(file.name),
    mediaType: await mediaTypeOf(content),
    bytes: content.length,
    sha256: await work.core.files.put(content),
    createdAt: work.now,
  };
  const owner = person.kind === 'agent' ? { agentId: person.id } : { contactId: person.id };
  await work.tx.upload.create({ data: { ...data, ...owner } });
  return data.id;
}

/** Tags on a ticket, in lower case. */
export async function buildTags(work: Work, ticketId: string, names: readonly string[]): Promise<void> {
  await addTags(work, ticketId, names);
}

/** A text of the team's. */
export async function buildSnippet(work: Work, snippet: { name: string; body: string }): Promise<void> {
  const id = work.core.ids.next('snippet');
  await work.tx.snippet.create({ data: { id, ...snippet, createdAt: work.now, updatedAt: work.now } });
}

function builtRows(property: CatalogueProperty, value: string) {
  const read = rowsFor(property, value);
  if ('fault' in read) throw new Error(`"${value}" is no value of ${property.key}.`);
  return read.rows;
}
