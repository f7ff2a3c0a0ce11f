/**
 * Erasing a person: name, addresses, sign-in, what they wrote and attached, the mails to them, and what the audit trail
 * holds of them. What stays is a row without a word, so that threads and histories read on: "Erased contact".
 */
import { Prisma } from '@postern/prisma';
import { requirePermission } from '../auth/agents.ts';
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { takenBack } from '../taken-back.ts';
import { closeDoor, forgetMails, mailsTo } from './close-door.ts';
import { type ErasedOnTicket, eraseOnTicket } from './erase-on-ticket.ts';
import { eventsNaming, redactElsewhere } from './erase-trail.ts';
import { erasedAddress, erasedName, mapStrings } from './erased-words.ts';
import { forgetTraces, rememberTraces, removeContents, writeOver } from './forget-traces.ts';
import { holdsAny, type Person, personToErase, ticketsOf } from './person.ts';

export interface Erasure {
  email: string;
  /** Whether nothing was changed yet. */
  isDryRun: boolean;
  tickets: number;
  subjects: number;
  messages: number;
  files: number;
  /** Answers in forms, and values in which they were named. */
  values: number;
  /** Texts of others, on their tickets, in which their name or address was replaced. */
  texts: number;
  mails: number;
  sessions: number;
  /** Events of the audit trail that were redacted. */
  events: number;
}

const ticketsAtOnce = 20;
const eventsAtOnce = 200;
const mailsAtOnce = 200;

/**
 * Erases in several transactions, because a person may have thousands of tickets and others wait meanwhile: first they
 * are out, then each ticket is done, and at last the name goes. Until that last step the same call goes on where it
 * stopped. Throws `CONTACT_NOT_FOUND`, and `NOT_ALLOWED` for who may not write every contact.
 */
export async function eraseContact(
  ctx: AgentContext,
  { contact: email, isDryRun }: { contact: string; isDryRun: boolean },
): Promise<Erasure> {
  requirePermission(ctx.viewer, 'contacts.write', '*');
  const queries = ctx.core.db.read;
  const person = await personToErase(queries, email, ctx.viewer.name);
  const step = isDryRun ? takenBack : realStep;
  const ticketIds = await ticketsOf(queries, person.contactId);
  const mails = await mailsTo(queries, person);

  const [firstMails = [], ...moreMails] = chunks(mails, mailsAtOnce);
  const door = await step(ctx, (work) => closeDoor(work, person, firstMails));
  for (const some of moreMails) await step(ctx, (work) => forgetMails(work, person, some));
  const done: ErasedOnTicket[] = [];
  for (const some of chunks(ticketIds, ticketsAtOnce))
    done.push(...(await step(ctx, (work) => eraseTickets(work, person, some))));
  const seqs = await eventsNaming(queries, person, ticketIds);
  const elsewhere: number[] = [];
  for (const some of chunks(seqs, eventsAtOnce))
    elsewhere.push(await step(ctx, (work) => redactElsewhere(work, person, some)));
  const late = await step(ctx, (work) => eraseName(work, person, ticketIds));

  const all = [...done, ...late];
  const sum = (count: (each: ErasedOnTicket) => number) =>
    all.reduce((total, each) => total + count(each), 0);
  const files = new Set([...door.files, ...all.flatMap((each) => each.files)]);
  if (!isDryRun) {
    await removeContents(ctx.core, files);
    await forgetTraces(ctx.core);
  }
  return {
    email: person.contact.email,
    isDryRun,
    tickets: ticketIds.length,
    subjects: sum(({ subjects }) => subjects),
    messages: sum(({ messages }) => messages),
    files: files.size,
    values: sum(({ values }) => values),
    texts: sum(({ texts }) => texts),
    mails: mails.length,
    sessions: door.sessions,
    events: sum(({ events }) => events) + elsewhere.reduce((total, count) => total + count, 0),
  };
}

async function eraseTickets(
  work: Work,
  person: Person,
  ticketIds: readonly string[],
): Promise<ErasedOnTicket[]> {
  const done: ErasedOnTicket[] = [];
  for (const id of ticketIds) done.push(await eraseOnTicket(work, person, id));
  return done;
}

/** The last step: nobody finds the person any more. Answers what came to be on a ticket since the beginning. */
async function eraseName(work: Work, person: Person, done: readonly string[]): Promise<ErasedOnTicket[]> {
  const { tx, now } = work;
  const { contactId: id } = person;
  const on = await tx.ticketContact.findMany({ where: { contactId: id }, select: { ticketId: true } });
  const came = on.map(({ ticketId }) => ticketId).filter((ticketId) => !done.includes(ticketId));
  const late = await eraseTickets(work, person, came);
  await scrubQueries(work, person);
  await scrubSlackEvents(work, person);
  await rememberTraces(work);
  await recordEvent(work, { action: 'contact.erased', target: `contact:${id}`, change: { by: person.by } });
  const data = {
    email: erasedAddress(id),
    name: erasedName,
    locale: null,
    organizationId: null,
    erasedAt: now,
  };
  await tx.contact.update({ where: { id }, data: { ...data, seesOrgTickets: false } });
  // The rest of a message's own id on its channel may be an address at a mail server of theirs.
  await tx.$executeRaw`
    UPDATE "Message" SET "externalId" = "id" WHERE "contactId" = ${id} AND "externalId" LIKE '%@%'`;
  return late;
}

/** Queries that name the address find the same tickets as before, under the address that nobody has. */
async function scrubQueries({ tx }: Work, { scrub, addresses }: Person): Promise<void> {
  for (const { id, query } of await tx.savedView.findMany()) {
    const scrubbed = scrub.addresses(query);
    if (scrubbed !== query) await tx.savedView.update({ where: { id }, data: { query: scrubbed } });
  }
  for (const { id, query } of await tx.slackRoute.findMany()) {
    const scrubbed = scrub.addresses(query);
    if (scrubbed !== query) await tx.slackRoute.update({ where: { id }, data: { query: scrubbed } });
  }
  for (const table of ['ContactList', 'Portal'] as const) {
    const rows = await tx.$queryRaw<{ id: string; filter: string }[]>`
      SELECT "id", CAST("filter" AS TEXT) AS "filter" FROM ${Prisma.raw(`"${table}"`)}
      WHERE ${holdsAny(Prisma.sql`"filter"`, addresses)}`;
    for (const { id, filter } of rows) {
      const data = { filter: without(filter, scrub.addresses) };
      // Another address may hold theirs.
      if (JSON.stringify(data.filter) === JSON.stringify(JSON.parse(filter))) continue;
      if (table === 'Portal')
        await tx.portal.update({ where: { id }, data: { ...data, revision: { increment: 1 } } });
      else await tx.contactList.update({ where: { id }, data });
    }
  }
  for (const { id, body } of await tx.snippet.findMany()) {
    const scrubbed = scrub.addresses(body);
    if (scrubbed !== body) await tx.snippet.update({ where: { id }, data: { body: scrubbed } });
  }
}

async function scrubSlackEvents({ tx }: Work, { scrub, addresses, names }: Person): Promise<void> {
  // What imports found is there to be looked at once.
  await tx.slackImportThread.deleteMany();
  const rows = await tx.$queryRaw<{ seq: bigint | number; body: string }[]>`
    SELECT "seq", CAST("body" AS TEXT) AS "body" FROM "SlackEvent"
    WHERE ${holdsAny(Prisma.sql`"body"`, [...addresses, ...names])}`;
  for (const { seq, body } of rows)
    await tx.slackEvent.update({
      where: { seq: Number(seq) },
      data: { body: without(body, scrub.names) },
    });
}

function without(json: string, scrub: (text: string) => string): Prisma.InputJsonObject {
  return mapStrings(JSON.parse(json), scrub) as Prisma.InputJsonObject;
}

type Step = <T>(ctx: AgentContext, act: (work: Work) => Promise<T>) => Promise<T>;

/** SQLite writes zeros over what goes; a step that fails leaves that on, which costs little. */
const realStep: Step = (ctx, act) =>
  inTransaction(ctx, async (work) => {
    await writeOver(work, true);
    const result = await act(work);
    await writeOver(work, false);
    return result;
  });

function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size));
  return parts;
}
