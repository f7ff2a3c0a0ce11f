/** Who sees what, a second time: by reading everything, and asking in plain words. It shares nothing with the rule. */
import type { BuiltContact, World } from '../../testing/index.ts';

export interface SeenTicket {
  id: string;
  number: number;
  isOpen: boolean;
  stage: string;
  hidden: string | null;
  inboxId: string;
  isOwn: boolean;
  createdAt: string;
  /** When customer and desk last spoke. */
  lastPublicAt: string;
  /** Ids of the tickets merged into it whose messages this viewer reads here, and their words. */
  mergedIds: string[];
  mergedWords: string[];
  /** Stands in its subject, in the names of its files, and nowhere else. */
  word: string;
  publicTexts: string[];
  /** Stand in what was said where customers do not read it. */
  teamWords: string[];
  /** Those of notes and of replies that wait too, by every name under which somebody might ask for them. */
  files: { id: string; content: string; isPublic: boolean }[];
}

interface TicketFacts {
  priority: string;
  closedAt: Date | null;
  pipeline: string;
  inbox: string;
  organization: string | null;
  requester: string | null;
  assigned: boolean;
  tier: string | null;
  tags: string[];
  snoozed: boolean;
}

/** Portal filters, each beside what it says in plain code. */
export const filters: [query: string, passes: (ticket: TicketFacts) => boolean][] = [
  ['pipeline:Support', ({ pipeline }) => pipeline === 'Support'],
  ['', () => true],
  ['-pipeline:Internal -priority:low', (t) => t.pipeline !== 'Internal' && t.priority !== 'LOW'],
  ['is:open OR priority:>=high', (t) => t.closedAt === null || ['HIGH', 'URGENT'].includes(t.priority)],
  ['-organization:"Org 2"', ({ organization }) => organization !== 'Org 2'],
  ['from:person0@x.example,person3@x.example', (t) => /person[03]@/.test(t.requester ?? '')],
  ['-(inbox:Quiet is:unassigned)', (t) => !(t.inbox === 'Quiet' && !t.assigned)],
  ['-property.tier:gold', ({ tier }) => tier !== 'gold'],
  ['property.tier:gold,silver OR is:closed', (t) => t.tier !== null || t.closedAt !== null],
  ['-is:snoozed', ({ snoozed }) => !snoozed],
  ['-tag:canary-1', ({ tags }) => !tags.includes('canary-1')],
  [
    'tag:canary-0,canary-2 OR tag:none',
    ({ tags }) => tags.length === 0 || tags.some((tag) => tag !== 'canary-1'),
  ],
  ['property.tier:none pipeline:Support', (t) => t.tier === null && t.pipeline === 'Support'],
];

/** What was decided about people, kept beside the database. */
export interface Decisions {
  filter: (typeof filters)[number];
  /** Null while the portal is for everybody; else the lists it is for. */
  lists: { byHand: boolean; byFilter: boolean } | null;
  /** Ids of the contacts on the list by hand. */
  held: Set<string>;
  /** The wording to be accepted, and who accepted which. */
  wording: string | null;
  accepted: Set<string>;
  words: Map<string, string>;
  /** Ticket ids to the moment at which customer and desk last spoke. */
  spoke: Map<string, Date>;
  fileContents: Map<string, string>;
}

export type SecondOpinion = ReturnType<typeof secondOpinion>;

export function secondOpinion(world: World, contacts: readonly BuiltContact[], decided: Decisions) {
  const { read } = world.core.db;

  const everyTicket = () =>
    read.ticket.findMany({
      include: {
        contacts: true,
        inbox: true,
        organization: true,
        requester: true,
        values: true,
        tags: { include: { tag: true } },
        notes: { include: { files: true } },
        heldReplies: { include: { files: true } },
        stage: { include: { pipeline: true } },
        conversations: { include: { messages: { include: { channel: true, attachments: true } } } },
      },
    });

  type Row = Awaited<ReturnType<typeof everyTicket>>[number];

  function toSeen(row: Row, viewerId: string | null, merged: readonly Row[] = []): SeenTicket {
    const messages = [row, ...merged]
      .flatMap(({ conversations }) => conversations)
      .flatMap((conversation) => conversation.messages)
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.seq - b.seq);
    const isPublic = ({ channel }: (typeof messages)[number]) => channel.kind === 'PORTAL' || channel.enabled;
    return {
      id: row.id,
      number: row.number,
      isOpen: row.closedAt === null,
      stage: row.stage.name,
      hidden: row.hidden,
      inboxId: row.inboxId,
      isOwn: row.contacts.some(({ contactId }) => contactId === viewerId),
      createdAt: row.createdAt.toISOString(),
      lastPublicAt: (decided.spoke.get(row.id) ?? new Date(0)).toISOString(),
      mergedIds: merged.map(({ id }) => id),
      mergedWords: merged.map(({ id }) => decided.words.get(id) ?? ''),
      word: decided.words.get(row.id) ?? '',
      publicTexts: messages.filter(isPublic).map(({ bodyText }) => bodyText),
      teamWords: messages
        .filter((message) => !isPublic(message))
        .flatMap(({ bodyText }) => bodyText.match(/elsewhere\d+w/g) ?? []),
      files: [
        ...messages.flatMap((message) =>
          message.attachments.map(({ id, sha256 }) => ({
            id,
            content: decided.fileContents.get(sha256) ?? '',
            isPublic: isPublic(message),
          })),
        ),
        ...[...row.notes.flatMap((note) => note.files), ...row.heldReplies.flatMap((held) => held.files)]
          .flatMap(({ id }) => [id, id.replace(/^[a-z]+_/, 'att_')])
          .map((id) => ({ id, content: '', isPublic: false })),
      ],
    };
  }

  const contactRow = (contact: number) =>
    read.contact.findUniqueOrThrow({
      where: { id: contacts[contact]?.id as string },
      include: { organization: true },
    });

  /** The refusal at the door, whether the portal is on or not; `ok` for those let in. */
  function doorOf(contact: Awaited<ReturnType<typeof contactRow>>): string {
    if (contact.blockedAt) return 'NOT_SIGNED_IN';
    const { lists } = decided;
    const isListed =
      !lists ||
      (lists.byHand && decided.held.has(contact.id)) ||
      (lists.byFilter && contact.organization?.name === 'Org 1');
    return isListed ? 'ok' : 'NOT_IN_AUDIENCE';
  }

  const isOn = async () => (await read.portal.findFirstOrThrow()).enabled;

  return {
    allTickets: async () => (await everyTicket()).map((row) => toSeen(row, null)),

    /** Which refusal everything gets, or `ok`: the gates before any ticket is looked at. */
    async gateOf(contact: number): Promise<string> {
      const row = await contactRow(contact);
      if (row.blockedAt) return 'NOT_SIGNED_IN';
      if (!(await isOn())) return 'PORTAL_OFF';
      const door = doorOf(row);
      if (door !== 'ok' || decided.wording === null) return door;
      return decided.accepted.has(`${row.id} ${decided.wording}`) ? 'ok' : 'CONSENT_NEEDED';
    },

    /** The same without the portal's switch and notice: what an agent's preview meets. */
    doorOf: async (contact: number) => doorOf(await contactRow(contact)),

    /** What passes every gate but the notice, in the list's order; `evenIfOff` and `inboxId` as in an agent's preview. */
    async visibleTo(
      contact: number,
      { evenIfOff = false, inboxId }: { evenIfOff?: boolean; inboxId?: string } = {},
    ): Promise<SeenTicket[]> {
      const viewer = await contactRow(contact);
      if (doorOf(viewer) !== 'ok' || !(evenIfOff || (await isOn()))) return [];
      const sight = viewer.organization?.sight;
      const seesAll = sight === 'EVERYONE' || (sight === 'PER_MEMBER' && viewer.seesOrgTickets);
      const all = await everyTicket();
      const byId = new Map(all.map((row) => [row.id, row]));
      const leftOf = (row: Row): Row => {
        const into = row.mergedIntoId === null ? undefined : byId.get(row.mergedIntoId);
        return into ? leftOf(into) : row;
      };
      const could = all.filter((ticket) => {
        const isOwn = ticket.contacts.some(({ contactId }) => contactId === viewer.id);
        const isOurs =
          seesAll && ticket.organizationId === viewer.organizationId && !ticket.inbox.confidential;
        if (!isOwn && !isOurs) return false;
        if (ticket.hidden !== null || (inboxId !== undefined && ticket.inboxId !== inboxId)) return false;
        return decided.filter[1]({
          priority: ticket.priority,
          closedAt: ticket.closedAt,
          pipeline: ticket.stage.pipeline.name,
          inbox: ticket.inbox.name,
          organization: ticket.organization?.name ?? null,
          requester: ticket.requester?.email ?? null,
          assigned: ticket.assigneeId !== null,
          tier: ticket.values[0]?.text ?? null,
          snoozed: ticket.snoozedAt !== null,
          tags: ticket.tags.map(({ tag }) => tag.name),
        });
      });
      return could
        .filter(({ mergedIntoId }) => mergedIntoId === null)
        .sort((a, b) => b.seq - a.seq)
        .map((row) =>
          toSeen(
            row,
            viewer.id,
            could.filter((other) => other !== row && leftOf(other) === row),
          ),
        )
        .sort((a, b) => b.lastPublicAt.localeCompare(a.lastPublicAt));
    },
  };
}
