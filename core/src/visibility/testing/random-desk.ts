/** A desk of people with every kind of sight, on which anything may happen, and a second opinion on who sees what. */
import fc from 'fast-check';
import { failureOf, type Outputs, type PosternClient } from '../../client.ts';
import { parseQuery } from '../../query/parse-query.ts';
import { contactGrammar } from '../../query/query-tree.ts';
import type { BuiltAgent, BuiltContact, World } from '../../testing/index.ts';

export type ActKind =
  | 'files'
  | 'customerReplies'
  | 'agentReplies'
  | 'notes'
  | 'assigns'
  | 'closes'
  | 'reopens'
  | 'hides'
  | 'merges'
  | 'prioritizes'
  | 'joins'
  | 'leaves'
  | 'changesSight'
  | 'changesMember'
  | 'moves'
  | 'blocks'
  | 'switchesPortal'
  | 'filters'
  | 'changesAudience'
  | 'waits';

/** What happens, and to whom: numbers are taken modulo what there is. */
export interface Act {
  kind: ActKind;
  contact: number;
  ticket: number;
  choice: number;
}

const often: ActKind[] = ['files', 'files', 'files', 'customerReplies', 'agentReplies', 'notes'];
const seldom: ActKind[] = [
  ...(['assigns', 'closes', 'reopens', 'hides', 'merges', 'prioritizes', 'joins', 'leaves'] as const),
  ...(['changesSight', 'changesMember', 'moves', 'blocks', 'switchesPortal', 'filters'] as const),
  ...(['changesAudience', 'waits'] as const),
];

export const anyAct: fc.Arbitrary<Act> = fc.record({
  kind: fc.oneof(fc.constantFrom(...often), fc.constantFrom(...seldom)),
  contact: fc.nat(6),
  ticket: fc.nat(99),
  choice: fc.nat(99),
});

export interface SeenTicket {
  id: string;
  number: number;
  isOpen: boolean;
  stage: string;
  hidden: string | null;
  /** Stands in its subject and nowhere else. */
  word: string;
  publicTexts: string[];
}

const sights = ['OWN', 'PER_MEMBER', 'EVERYONE'] as const;
const priorities = ['LOW', 'NORMAL', 'HIGH', 'URGENT'];

interface TicketFacts {
  priority: string;
  closedAt: Date | null;
  pipeline: string;
  inbox: string;
  organization: string | null;
  requester: string | null;
  assigned: boolean;
}

/** Portal filters, each beside what it says in plain code. */
const filters: [query: string, passes: (ticket: TicketFacts) => boolean][] = [
  ['pipeline:Support', ({ pipeline }) => pipeline === 'Support'],
  ['', () => true],
  ['-pipeline:Internal -priority:low', (t) => t.pipeline !== 'Internal' && t.priority !== 'LOW'],
  ['is:open OR priority:>=high', (t) => t.closedAt === null || ['HIGH', 'URGENT'].includes(t.priority)],
  ['-organization:"Org 2"', ({ organization }) => organization !== 'Org 2'],
  ['from:person0@x.example,person3@x.example', (t) => /person[03]@/.test(t.requester ?? '')],
  ['-(inbox:Quiet is:unassigned)', (t) => !(t.inbox === 'Quiet' && !t.assigned)],
];

type Audience = (contact: { id: string; organization: { name: string } | null }) => boolean;

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
  const customers = await Promise.all(contacts.map((contact) => world.as(contact)));
  const words = new Map<string, string>();
  const told: string[] = [];
  const byHandId = world.core.ids.next('contactList');
  const byFilterId = world.core.ids.next('contactList');
  await change(async ({ tx, now }) => {
    await tx.contactList.create({ data: { id: byHandId, name: 'By hand', createdAt: now } });
    const filter = parseQuery('organization:"Org 1"', contactGrammar).tree;
    await tx.contactList.create({ data: { id: byFilterId, name: 'By filter', createdAt: now, filter } });
  });
  let audience: Audience = () => true;
  let filter = filters[0] as (typeof filters)[number];
  let counter = 0;
  let lastCanary = 'canary0';
  let lastReply: { wasVisible: boolean; gate: string; code: string } | null = null;
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

  const everyTicket = () =>
    read.ticket.findMany({
      orderBy: [{ lastPublicAt: 'desc' }, { seq: 'desc' }],
      include: {
        contacts: true,
        inbox: true,
        organization: true,
        requester: true,
        stage: { include: { pipeline: true } },
        conversations: { include: { messages: { orderBy: [{ createdAt: 'asc' }, { seq: 'asc' }] } } },
      },
    });

  const toSeen = (row: Awaited<ReturnType<typeof everyTicket>>[number]): SeenTicket => ({
    id: row.id,
    number: row.number,
    isOpen: row.closedAt === null,
    stage: row.stage.name,
    hidden: row.hidden,
    word: words.get(row.id) ?? '',
    publicTexts: row.conversations.flatMap(({ messages }) => messages.map(({ bodyText }) => bodyText)),
  });

  /** Which refusal everything gets, or `ok`: the gates before any ticket is looked at. */
  async function gateOf(contact: number): Promise<string> {
    const row = await read.contact.findUniqueOrThrow({
      where: { id: contacts[contact]?.id as string },
      include: { organization: true },
    });
    if (row.blockedAt) return 'NOT_SIGNED_IN';
    if (!(await read.portal.findFirstOrThrow()).enabled) return 'PORTAL_OFF';
    return audience(row) ? 'ok' : 'NOT_IN_AUDIENCE';
  }

  /** The rule a second time: by reading everything, and asking each ticket in plain words. */
  async function visibleTo(contact: number): Promise<SeenTicket[]> {
    const viewer = await read.contact.findUniqueOrThrow({
      where: { id: contacts[contact]?.id as string },
      include: { organization: true },
    });
    if ((await gateOf(contact)) !== 'ok') return [];
    const sight = viewer.organization?.sight;
    const seesAll = sight === 'EVERYONE' || (sight === 'PER_MEMBER' && viewer.seesOrgTickets);
    return (await everyTicket())
      .filter((ticket) => {
        const isOwn = ticket.contacts.some(({ contactId }) => contactId === viewer.id);
        const isOurs =
          seesAll && ticket.organizationId === viewer.organizationId && !ticket.inbox.confidential;
        if (!isOwn && !isOurs) return false;
        if (ticket.hidden !== null || ticket.mergedIntoId !== null) return false;
        return filter[1]({
          priority: ticket.priority,
          closedAt: ticket.closedAt,
          pipeline: ticket.stage.pipeline.name,
          inbox: ticket.inbox.name,
          organization: ticket.organization?.name ?? null,
          requester: ticket.requester?.email ?? null,
          assigned: ticket.assigneeId !== null,
        });
      })
      .map(toSeen);
  }

  async function file(contact: number, choice: number): Promise<void> {
    const word = `word${next()}w`;
    const from = contacts[contact] as BuiltContact;
    const inboxId = inboxes[choice % inboxes.length] as string;
    const wish = { from, inboxId, subject: `About ${word}`, says: `Text ${next()}` };
    words.set((await world.ticket(wish)).id, word);
  }

  /** For everybody, for a list by hand of some, for a list by filter, for both, or for lists without any. */
  async function changeAudience(seed: number, choice: number): Promise<void> {
    const isHeld = (index: number) => ((seed + 3) >> (index % 5)) % 2 === 0;
    const held = new Set(contacts.filter((_, index) => isHeld(index)).map(({ id }) => id));
    const kind = choice % 5;
    const listIds = [
      ...(kind === 1 || kind === 3 ? [byHandId] : []),
      ...(kind >= 2 && kind < 4 ? [byFilterId] : []),
    ];
    await change(async ({ tx, now }) => {
      await tx.portal.updateMany({ data: { audience: kind === 0 ? 'ALL' : 'LISTS' } });
      await tx.contactListMember.deleteMany({});
      await tx.contactListMember.createMany({
        data: [...held].map((contactId) => ({ listId: byHandId, contactId, addedAt: now })),
      });
      await tx.portalList.deleteMany({});
      await tx.portalList.createMany({
        data: listIds.map((listId) => ({ listId, portalId: world.portalId })),
      });
    });
    audience = (contact) =>
      kind === 0 ||
      (listIds.includes(byHandId) && held.has(contact.id)) ||
      (listIds.includes(byFilterId) && contact.organization?.name === 'Org 1');
  }

  async function perform({ kind, contact, ticket: index, choice }: Act): Promise<void> {
    lastReply = null;
    if (kind === 'files') return file(contact, choice);
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
        filter = filters[choice % filters.length] as (typeof filters)[number];
        const { tree } = parseQuery(filter[0]);
        await change(({ tx }) => tx.portal.updateMany({ data: { filter: tree } }));
        return;
      }
      case 'changesAudience':
        return changeAudience(index, choice);
      case 'waits':
        world.pass(choice * 1_000);
        return;
    }
    const row = rows[index % Math.max(1, rows.length)];
    if (!row) return;
    const set = (data: object) => change(({ tx }) => tx.ticket.update({ where: { id: row.id }, data }));
    const onTicket = { ticketId: row.id, contactId: who.id };
    switch (kind) {
      case 'customerReplies': {
        const gate = await gateOf(contact);
        const wasVisible = (await visibleTo(contact)).some(({ id }) => id === row.id);
        const reply = { ticket: row.number, body: `Text ${next()}`, requestId: requestId() };
        const { code } = await remember((customers[contact] as PosternClient).portal.reply.mutate(reply));
        lastReply = { gate, wasVisible, code };
        return;
      }
      case 'agentReplies':
        return row.hidden || row.closedAt
          ? undefined
          : world.turn(row, { from: ada, says: `Text ${next()}` });
      case 'notes':
        lastCanary = `canary${next()}`;
        return world.turn(row, { from: ada, notes: `a canary ${lastCanary} ${words.get(row.id)}` });
      case 'assigns':
        await set({ assigneeId: choice % 2 ? ada.id : null });
        return;
      case 'closes':
        return row.closedAt ? undefined : world.turn(row, { from: ada, closes: true });
      case 'reopens':
        if (row.closedAt && !row.hidden) await agent.tickets.reopen.mutate({ ticket: row.number });
        return;
      case 'hides':
        await set({ hidden: [null, 'SPAM', 'DELETED'][choice % 3] ?? null });
        return;
      case 'merges': {
        const other = rows.find(({ id, mergedIntoId }) => id !== row.id && mergedIntoId === null);
        await set({ mergedIntoId: choice % 2 ? (other?.id ?? null) : null });
        return;
      }
      case 'prioritizes':
        await set({ priority: priorities[choice % priorities.length] as string });
        return;
      case 'joins':
        await change(({ tx }) =>
          tx.ticketContact.upsert({
            where: { ticketId_contactId: onTicket },
            create: { ...onTicket, role: 'PARTICIPANT' },
            update: {},
          }),
        );
        return;
      case 'leaves':
        await change(({ tx }) => tx.ticketContact.deleteMany({ where: onTicket }));
    }
  }

  return {
    world,
    contacts,
    agent,
    perform,
    gateOf,
    visibleTo,
    allTickets: async () => (await everyTicket()).map(toSeen),
    lastCanary: () => lastCanary,
    get lastReply() {
      return lastReply;
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
      return { code: page.code, texts: page.answer?.messages.map(({ text }) => text) };
    },

    async why(contact: number, ticket: number) {
      const { email } = contacts[contact] as BuiltContact;
      return agent.tickets.why.query({ ticket, contact: email });
    },
  };
}
