/** A desk of people with every kind of sight, on which anything may happen, and a second opinion on who sees what. */
import { failureOf, type Outputs, type PosternClient } from '../../client.ts';
import { renderMail } from '../../mail/render-mail.ts';
import { mailPayload } from '../../outbox/mail-payload.ts';
import { parseQuery } from '../../query/parse-query.ts';
import { contactGrammar } from '../../query/query-tree.ts';
import type { BuiltAgent, BuiltContact, World } from '../../testing/index.ts';
import { releaseDue } from '../../tickets/release-held.ts';
import { wakeDueTickets } from '../../tickets/snooze-ticket.ts';
import {
  type ActsDesk,
  actOnPortal,
  type CustomersTry,
  speakElsewhere,
  tryAsCustomer,
} from './portal-acts.ts';
import type { Act } from './random-acts.ts';
import { type Decisions, filters, secondOpinion } from './second-opinion.ts';
import { importThread } from './slack-acts.ts';
import { splitTicket } from './split-acts.ts';

const sights = ['OWN', 'PER_MEMBER', 'EVERYONE'] as const;
const priorities = ['LOW', 'NORMAL', 'HIGH', 'URGENT'];

type Told<T> = { code: 'ok'; answer: T } | { code: string; answer: null };

export type RandomDesk = Awaited<ReturnType<typeof randomDesk>>;

export async function randomDesk(world: World) {
  const { read } = world.core.db;
  const change = (action: Parameters<typeof world.inTransaction>[0]) => world.inTransaction(action);
  // Before the first ticket, because inboxes are remembered for a second.
  const quietInboxId = world.core.ids.next('inbox');
  await change(async ({ tx }) => {
    const { pipelineId } = await tx.inbox.findUniqueOrThrow({ where: { id: world.inboxId } });
    await tx.inbox.create({ data: { id: quietInboxId, name: 'Quiet', pipelineId, confidential: true } });
  });
  const inboxes = [world.inboxId, world.inboxId, quietInboxId, world.internalInboxId];
  const organizations: { id: string }[] = [];
  for (const [index, sight] of sights.entries())
    organizations.push(await world.organization({ name: `Org ${index}`, sight }));
  const contacts: BuiltContact[] = [];
  for (let index = 0; index < 7; index += 1) {
    const organization = organizations[Math.floor(index / 2)];
    contacts.push(
      await world.contact({
        name: `Person ${index}`,
        email: `person${index}@x.example`,
        seesOrgTickets: index % 2 === 0,
        ...(organization && { organization }),
      }),
    );
  }
  const ada: BuiltAgent = await world.agent({ name: 'Ada' });
  const agent = await world.as(ada);
  await agent.properties.create.mutate({
    key: 'tier',
    label: 'Tier',
    type: 'select',
    options: ['gold', 'silver'],
  });
  const customers = await Promise.all(contacts.map((contact) => world.as(contact)));
  const told: string[] = [];
  const byHandId = world.core.ids.next('contactList');
  const byFilterId = world.core.ids.next('contactList');
  await change(async ({ tx, now }) => {
    await tx.contactList.create({ data: { id: byHandId, name: 'By hand', createdAt: now } });
    const filter = parseQuery('organization:"Org 1"', contactGrammar).tree;
    await tx.contactList.create({ data: { id: byFilterId, name: 'By filter', createdAt: now, filter } });
  });
  const decided: Decisions = {
    filter: filters[0] as (typeof filters)[number],
    lists: null,
    held: new Set(),
    wording: null,
    accepted: new Set(),
    words: new Map(),
    spoke: new Map(),
    fileContents: new Map(),
  };
  const { words } = decided;
  const opinion = secondOpinion(world, contacts, decided);
  let counter = 0;
  let lastCanary = 'canary0';
  let lastTry: CustomersTry | null = null;
  const next = () => {
    counter += 1;
    return counter;
  };
  const requestId = () => `request-${next().toString().padStart(6, '0')}`;

  /** What a customer was told, kept to be looked through; a refusal is told too. */
  async function remember<T>(call: Promise<T>): Promise<Told<T>> {
    return call.then(
      (answer) => {
        told.push(JSON.stringify(answer));
        return { code: 'ok' as const, answer };
      },
      (error: unknown) => {
        told.push(JSON.stringify(failureOf(error)));
        return { code: failureOf(error).code, answer: null };
      },
    );
  }

  const acts: ActsDesk = {
    world,
    contacts,
    customers,
    agent,
    opinion,
    decided,
    lists: { byHandId, byFilterId },
    next,
    requestId,
    codeOf: async (call) => (await remember(call)).code,
  };

  async function file(contact: number, choice: number): Promise<void> {
    const word = `word${next()}w`;
    const from = contacts[contact] as BuiltContact;
    const inboxId = inboxes[choice % inboxes.length] as string;
    const wish = { from, inboxId, subject: `About ${word}`, says: `Text ${next()}` };
    const { id } = await world.ticket(wish);
    words.set(id, word);
    decided.spoke.set(id, world.core.clock.now());
  }

  /** Whether anybody is on it to whom an agent could write. */
  const isRead = async ({ id }: { id: string }) =>
    (await read.ticketContact.count({ where: { ticketId: id } })) > 0;

  /** Chosen by the agent for the team alone. */
  function teamFile(): Promise<string> {
    const file = { name: `${lastCanary}.txt`, content: `Inside a canary ${lastCanary}` };
    return world.upload(ada, file);
  }

  async function perform(act: Act): Promise<void> {
    const { kind, contact, ticket: index, choice } = act;
    lastTry = null;
    if (await actOnPortal(acts, act)) return;
    if (kind === 'files') return file(contact, choice);
    if (kind === 'importsThread') {
      lastCanary = `canary${next()}`;
      return importThread(acts, { contact, canary: lastCanary });
    }
    const who = contacts[contact] as BuiltContact;
    const rows = await read.ticket.findMany({ orderBy: { seq: 'asc' } });
    const organization = organizations[choice % organizations.length] as { id: string };
    switch (kind) {
      case 'changesSight':
        await change(({ tx }) =>
          tx.organization.update({
            where: { id: organization.id },
            data: { sight: sights[index % sights.length] as string },
          }),
        );
        return;
      case 'changesMember':
        await change(({ tx }) =>
          tx.contact.update({ where: { id: who.id }, data: { seesOrgTickets: choice % 2 === 0 } }),
        );
        return;
      case 'moves': {
        const organizationId = choice % 4 === 3 ? null : organization.id;
        await change(({ tx }) => tx.contact.update({ where: { id: who.id }, data: { organizationId } }));
        return;
      }
      case 'blocks': {
        const blockedAt = choice % 3 === 0 ? world.core.clock.now() : null;
        await change(({ tx }) => tx.contact.update({ where: { id: who.id }, data: { blockedAt } }));
        return;
      }
      case 'switchesPortal':
        await change(({ tx }) => tx.portal.updateMany({ data: { enabled: choice % 4 !== 0 } }));
        return;
      case 'filters': {
        decided.filter = filters[choice % filters.length] as (typeof filters)[number];
        const { tree } = parseQuery(decided.filter[0]);
        await change(({ tx }) => tx.portal.updateMany({ data: { filter: tree } }));
        return;
      }
      case 'waits':
        world.pass(choice * 1_000);
        return;
      case 'takesBack': {
        const { items } = await agent.tickets.held.query();
        const held = items[choice % Math.max(1, items.length)];
        if (held) await agent.tickets.takeBack.mutate({ reply: held.id });
        return;
      }
    }
    const row = rows[index % Math.max(1, rows.length)];
    if (!row) return;
    const set = (data: object) => change(({ tx }) => tx.ticket.update({ where: { id: row.id }, data }));
    const onTicket = { ticketId: row.id, contactId: who.id };
    lastTry = await tryAsCustomer(acts, act, row);
    if (lastTry) return;
    switch (kind) {
      case 'agentReplies':
        if (row.hidden || row.closedAt || row.mergedIntoId || !(await isRead(row))) return;
        decided.spoke.set(row.id, world.core.clock.now());
        return world.turn(row, { from: ada, says: `Text ${next()}` });
      case 'speaksElsewhere':
        return speakElsewhere(acts, act, row);
      case 'connects':
        await change(({ tx }) =>
          tx.channel.updateMany({
            where: { kind: 'EMAIL', conversations: { some: { ticketId: row.id } } },
            data: { enabled: choice % 2 === 0 },
          }),
        );
        return;
      case 'setsProperty': {
        const value = ['gold', 'silver', null][choice % 3] as string | null;
        if (row.hidden === null && row.mergedIntoId === null)
          await agent.tickets.setProperty.mutate({ ticket: row.number, values: [{ key: 'tier', value }] });
        return;
      }
      case 'snoozes': {
        const until = new Date(world.core.clock.now().getTime() + choice * 1_000 + 1).toISOString();
        if (row.hidden === null && row.closedAt === null && row.mergedIntoId === null)
          await agent.tickets.snooze.mutate({ ticket: row.number, until: choice % 2 ? until : null });
        await wakeDueTickets(world.core);
        return;
      }
      case 'tags': {
        const words = [`canary-${choice % 3}`];
        const change = choice % 4 === 3 ? { remove: words } : { add: words };
        if (row.hidden === null && row.mergedIntoId === null)
          await agent.tickets.tag.mutate({ ticket: row.number, ...change });
        return;
      }
      case 'holds': {
        if (row.hidden !== null || row.closedAt !== null || row.mergedIntoId !== null) return;
        lastCanary = `canary${next()}`;
        const { audience } = await agent.tickets.view.query({ ticket: row.number });
        if (audience.to.length === 0) return;
        await agent.tickets.reply.mutate({
          ticket: row.number,
          body: `a canary ${lastCanary} ${words.get(row.id)}`,
          audienceHash: audience.hash,
          requestId: `held-${lastCanary}`,
          uploads: choice % 2 ? [await teamFile()] : [],
          sendAt: new Date(world.core.clock.now().getTime() + 300 * 86_400_000).toISOString(),
        });
        await releaseDue(world.core);
        return;
      }
      case 'drafts':
        if (row.hidden !== null) return;
        lastCanary = `canary${next()}`;
        await agent.drafts.save.mutate({
          ...{ ticket: row.number, kind: choice % 2 ? 'reply' : 'note', seen: null },
          ...{ text: `a canary ${lastCanary} ${words.get(row.id)}`, requestId: `draft-${lastCanary}` },
        });
        return;
      case 'notes':
        lastCanary = `canary${next()}`;
        return world.turn(row, {
          from: ada,
          notes: `a canary ${lastCanary} ${words.get(row.id)}`,
          uploads: choice % 2 ? [await teamFile()] : [],
        });
      case 'assigns':
        await set({ assigneeId: choice % 2 ? ada.id : null });
        return;
      case 'closes':
        return row.closedAt || row.mergedIntoId ? undefined : world.turn(row, { from: ada, closes: true });
      case 'reopens':
        if (row.closedAt && !row.hidden && !row.mergedIntoId)
          await agent.tickets.reopen.mutate({ ticket: row.number });
        return;
      case 'hides':
        if (choice % 2 && !row.mergedIntoId && row.hidden !== 'SPAM') {
          const way = row.hidden === null ? 'delete' : 'restore';
          await agent.tickets[way].mutate({ ticket: row.number });
          return;
        }
        await set({ hidden: choice % 3 ? 'SPAM' : null, deletedAt: null });
        return;
      case 'merges': {
        const others = rows.filter(
          ({ id, mergedIntoId, hidden }) => id !== row.id && !mergedIntoId && !hidden,
        );
        const into = others[choice % Math.max(1, others.length)];
        if (row.hidden !== null) return;
        if (row.mergedIntoId) await agent.tickets.unmerge.mutate({ ticket: row.number });
        else if (into)
          await agent.tickets.merge.mutate({
            ticket: row.number,
            into: into.number,
            withPeople: choice % 5 === 0,
          });
        return;
      }
      case 'splits':
        if (row.hidden === null && row.mergedIntoId === null) await splitTicket(acts, row, choice);
        return;
      case 'prioritizes':
        await set({ priority: priorities[choice % priorities.length] as string });
        return;
      case 'joins':
        if (choice % 2 && !row.hidden && !row.mergedIntoId) {
          await agent.tickets.changeContacts.mutate({ ticket: row.number, add: [who.email] });
          return;
        }
        await change(({ tx }) =>
          tx.ticketContact.upsert({
            where: { ticketId_contactId: onTicket },
            create: { ...onTicket, role: 'PARTICIPANT' },
            update: {},
          }),
        );
        return;
      case 'leaves':
        if (choice % 2 && !row.hidden && !row.mergedIntoId && row.requesterId !== who.id) {
          await agent.tickets.changeContacts.mutate({ ticket: row.number, remove: [who.email] });
          return;
        }
        await change(({ tx }) => tx.ticketContact.deleteMany({ where: onTicket }));
    }
  }

  return {
    world,
    contacts,
    agent,
    perform,
    ...opinion,
    lastCanary: () => lastCanary,
    get lastTry() {
      return lastTry;
    },
    /** Everything any customer was told. */
    toldSoFar: async () => told.join('\n'),

    /** All pages one after the other, or the refusal. */
    async readList(
      contact: number,
      wish: { status?: 'all' | 'open' | 'closed'; search?: string; limit: number },
    ) {
      const numbers: number[] = [];
      let cursor: string | null = null;
      for (;;) {
        const client = customers[contact] as PosternClient;
        const page: Told<Outputs['portal']['tickets']> = await remember(
          client.portal.tickets.query({ ...wish, ...(cursor === null ? {} : { cursor }) }),
        );
        if (page.answer === null) return { code: page.code };
        numbers.push(...page.answer.items.map((item) => item.number));
        cursor = page.answer.nextCursor;
        if (!cursor) return { numbers, counts: page.answer.counts };
      }
    },

    async readPage(contact: number, ticket: number) {
      const page = await remember((customers[contact] as PosternClient).portal.ticket.query({ ticket }));
      return {
        code: page.code,
        number: page.answer?.number,
        texts: page.answer?.messages.map(({ text }) => text),
      };
    },

    openFile: async (contact: number, attachment: string) =>
      (await remember((customers[contact] as PosternClient).portal.attachment.query({ attachment }))).code,

    /** What would be mailed now about tickets, to whom. */
    async readMails() {
      const items = (await world.outbox()).filter(({ kind }) => kind === 'EMAIL');
      const mails: { contact: number; ticketId: string; isConnected: boolean; mail: object }[] = [];
      for (const item of items) {
        const payload = mailPayload.parse(item.payload);
        if (payload.template !== 'reply') continue;
        const { channel, conversation } = await read.message.findUniqueOrThrow({
          where: { id: payload.messageId },
          include: { channel: true, conversation: true },
        });
        mails.push({
          contact: contacts.findIndex(({ id }) => id === payload.contactId),
          // A message may have been split off since, and its mail with it.
          ticketId: conversation.ticketId ?? payload.ticketId,
          isConnected: channel.enabled || channel.kind === 'PORTAL',
          mail: await renderMail(world.core, payload),
        });
      }
      return mails;
    },

    async why(contact: number, ticket: number) {
      const { email } = contacts[contact] as BuiltContact;
      return agent.tickets.why.query({ ticket, contact: email });
    },
  };
}
