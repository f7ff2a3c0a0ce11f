/** Acts on the portal's own settings and by customers in it, each with what the second opinion must know of it. */
import type { PosternClient } from '../../client.ts';
import { buildConversation } from '../../testing/build-conversation.ts';
import type { BuiltContact, World } from '../../testing/index.ts';
import type { Act, ActKind } from './random-acts.ts';
import type { Decisions, SecondOpinion } from './second-opinion.ts';

/** What a customer tried, what it should have met, and what it did. */
export interface CustomersTry {
  expected: string;
  code: string;
}

export interface ActsDesk {
  world: World;
  contacts: readonly BuiltContact[];
  customers: readonly PosternClient[];
  agent: PosternClient;
  opinion: SecondOpinion;
  decided: Decisions;
  lists: { byHandId: string; byFilterId: string };
  /** Another number each time. */
  next(): number;
  requestId(): string;
  /** Makes the call, keeps what was told, and answers its code. */
  codeOf(call: Promise<unknown>): Promise<string>;
}

type TicketRow = { id: string; number: number; inboxId: string; closedAt: Date | null };

/** Lets it happen where it is an act without a ticket; false where it is none. */
export async function actOnPortal(desk: ActsDesk, { kind, contact, ticket, choice }: Act): Promise<boolean> {
  const { world, contacts, decided, lists } = desk;
  const who = contacts[contact] as BuiltContact;
  const change = (action: Parameters<World['inTransaction']>[0]) => world.inTransaction(action);
  switch (kind) {
    case 'changesAudience':
      await changeAudience(desk, ticket, choice);
      return true;
    case 'joinsList':
      await change(({ tx, now }) =>
        tx.contactListMember.upsert({
          where: { listId_contactId: { listId: lists.byHandId, contactId: who.id } },
          create: { listId: lists.byHandId, contactId: who.id, addedAt: now },
          update: {},
        }),
      );
      decided.held.add(who.id);
      return true;
    case 'leavesList':
      await change(({ tx }) => tx.contactListMember.deleteMany({ where: { contactId: who.id } }));
      decided.held.delete(who.id);
      return true;
    case 'dropsList': {
      const listId = choice % 2 ? lists.byHandId : lists.byFilterId;
      await change(({ tx }) => tx.portalList.deleteMany({ where: { listId } }));
      if (decided.lists) decided.lists[choice % 2 ? 'byHand' : 'byFilter'] = false;
      return true;
    }
    case 'flipsConfidential': {
      const inbox = choice % 3 === 0 ? 'Support' : 'Quiet';
      await desk.agent.inboxes.edit.mutate({ inbox, confidential: ticket % 2 === 0 });
      return true;
    }
    case 'changesConsent': {
      // An earlier wording comes back too: who has accepted it is not asked again.
      const wording = choice % 3 === 0 ? `Notice ${ticket % 3}` : null;
      await change(({ tx }) =>
        tx.domain.updateMany({ data: { consentText: wording, consentLabel: wording && 'I agree.' } }),
      );
      decided.wording = wording;
      return true;
    }
    case 'acceptsConsent':
      for (const index of choice % 3 === 0 ? [contact] : contacts.keys()) await accept(desk, index);
      return true;
    default:
      return false;
  }
}

/** For everybody, for a list by hand of some, for a list by filter, for both, or for lists without any. */
async function changeAudience({ world, contacts, decided, lists }: ActsDesk, seed: number, choice: number) {
  const isHeld = (index: number) => ((seed + 3) >> (index % 5)) % 2 === 0;
  const held = new Set(contacts.filter((_, index) => isHeld(index)).map(({ id }) => id));
  const kind = choice % 5;
  const chosen = { byHand: kind === 1 || kind === 3, byFilter: kind === 2 || kind === 3 };
  const listIds = [
    ...(chosen.byHand ? [lists.byHandId] : []),
    ...(chosen.byFilter ? [lists.byFilterId] : []),
  ];
  await world.inTransaction(async ({ tx, now }) => {
    await tx.portal.updateMany({ data: { audience: kind === 0 ? 'ALL' : 'LISTS' } });
    await tx.contactListMember.deleteMany({});
    await tx.contactListMember.createMany({
      data: [...held].map((contactId) => ({ listId: lists.byHandId, contactId, addedAt: now })),
    });
    await tx.portalList.deleteMany({});
    await tx.portalList.createMany({
      data: listIds.map((listId) => ({ listId, portalId: world.portalId })),
    });
  });
  decided.held = held;
  decided.lists = kind === 0 ? null : chosen;
}

async function accept({ customers, contacts, opinion, decided }: ActsDesk, contact: number): Promise<void> {
  if ((await opinion.gateOf(contact)) !== 'CONSENT_NEEDED') return;
  const { portal } = customers[contact] as PosternClient;
  const notice = await portal.notice.query();
  await portal.acceptNotice.mutate({ wording: notice?.hash ?? '' });
  decided.accepted.add(`${contacts[contact]?.id} ${decided.wording}`);
}

/** What a customer tries on a ticket, seen or not; null for acts of others. */
export async function tryAsCustomer(
  desk: ActsDesk,
  { kind, contact }: Act,
  row: TicketRow,
): Promise<CustomersTry | null> {
  const call = customersCalls[kind];
  if (!call) return null;
  const gate = await desk.opinion.gateOf(contact);
  const led = (await desk.opinion.visibleTo(contact)).find(
    ({ id, mergedIds }) => id === row.id || mergedIds.includes(row.id),
  );
  const expected = gate === 'ok' && !led ? 'TICKET_NOT_FOUND' : gate;
  // The number of a merged ticket is used, and what is done happens to the one that is left.
  const target = led
    ? await desk.world.core.db.read.ticket.findUniqueOrThrow({ where: { id: led.id } })
    : row;
  const code = await desk.codeOf(call(desk, contact, { id: target.id, number: row.number }));
  const isSettled =
    kind === 'customerCloses'
      ? target.closedAt === null
      : kind === 'customerReopens'
        ? target.closedAt !== null
        : true;
  if (code === 'ok' && isSettled) desk.decided.spoke.set(target.id, desk.world.core.clock.now());
  return { expected, code };
}

type CustomersCall = (
  desk: ActsDesk,
  contact: number,
  ticket: { id: string; number: number },
) => Promise<unknown>;

const portalOf = ({ customers }: ActsDesk, contact: number) => (customers[contact] as PosternClient).portal;

const customersCalls: Partial<Record<ActKind, CustomersCall>> = {
  customerReplies: (desk, contact, { number }) =>
    portalOf(desk, contact).reply.mutate({
      ticket: number,
      body: `Text ${desk.next()}`,
      requestId: desk.requestId(),
    }),
  customerCloses: (desk, contact, { number }) =>
    portalOf(desk, contact).close.mutate({ ticket: number, requestId: desk.requestId() }),
  customerReopens: (desk, contact, { number }) => portalOf(desk, contact).reopen.mutate({ ticket: number }),
  async sendsFile(desk, contact, { id, number }) {
    const word = desk.decided.words.get(id);
    const file = { name: `${word}-${desk.next()}.txt`, content: `Inside ${word} ${desk.next()}` };
    const upload = await desk.world.upload(desk.contacts[contact] as BuiltContact, file);
    const { sha256 } = await desk.world.core.db.read.upload.findUniqueOrThrow({ where: { id: upload } });
    desk.decided.fileContents.set(sha256, file.content);
    await portalOf(desk, contact).reply.mutate({
      ticket: number,
      body: `Text ${desk.next()}`,
      requestId: desk.requestId(),
      uploads: [upload],
    });
  },
};

/** Somebody mails about the ticket to an address that is no part of the desk, or is one; with a file. */
export async function speakElsewhere(desk: ActsDesk, { contact, choice }: Act, row: TicketRow) {
  const { world, contacts, decided } = desk;
  const word = `elsewhere${desk.next()}w`;
  const content = `Inside ${word}`;
  const sha256 = await world.core.files.put(new TextEncoder().encode(content));
  decided.fileContents.set(sha256, content);
  await world.inTransaction(async (work) => {
    const { id: conversationId } = await buildConversation(work, {
      kind: 'EMAIL',
      inboxId: row.inboxId,
      isConnected: choice % 3 === 0,
      ticketId: row.id,
      messages: [{ from: contacts[contact] as BuiltContact, says: `Mail ${word}` }],
    });
    const message = await work.tx.message.findFirstOrThrow({ where: { conversationId } });
    await work.tx.attachment.create({
      data: {
        id: work.core.ids.next('attachment'),
        messageId: message.id,
        fileName: `${word}.txt`,
        mediaType: 'text/plain',
        bytes: content.length,
        sha256,
        createdAt: work.now,
      },
    });
  });
}
