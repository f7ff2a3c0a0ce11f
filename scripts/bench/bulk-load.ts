/** Fills a desk with very many believable tickets in seconds: straight SQL, the same rows that actions write. */
import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';

export interface BulkPlan {
  file: string;
  tickets: number;
  /** 3 messages a ticket: two from the customer, one answer. */
  contacts: number;
  inboxId: string;
  stages: { open: string; waiting: string; closed: string };
  agentIds: string[];
  /** Stored for every contact, so that a bench can sign in as any of them. */
  passwordHash: string;
}

/** What the loader made, for asking after it. */
export interface BulkLoaded {
  contactEmail(index: number): string;
  /** A ticket number of that contact. */
  numberOf(contactIndex: number): number;
}

const words = (
  'account invoice export webhook login portal password seat owner order label printer token address calendar report ' +
  'dashboard upload crash timeout slow empty page button filter column sort email notification team member role backup'
).split(' ');

/** Loads into a migrated desk that has an inbox and agents. Times go back a minute a ticket. */
export function bulkLoad(plan: BulkPlan): BulkLoaded {
  const db = new Database(plan.file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  const now = Date.now();
  const firstNumber =
    Number((db.prepare('SELECT max("number") AS n FROM "Ticket"').get() as { n: number | null }).n ?? 1000) +
    1;
  const insert = statements(db);
  const channelId = channelOf(db, plan.inboxId);
  const perOrganization = 20;
  const contactId = (index: number) => `con_bulk${String(index).padStart(8, '0')}`;

  db.transaction(() => {
    for (let index = 0; index < plan.contacts; index += 1) {
      const organization = `org_bulk${Math.floor(index / perOrganization)}`;
      if (index % perOrganization === 0)
        insert.organization.run(organization, `Bulk ${organization}`, 'OWN', now);
      insert.contact.run(
        contactId(index),
        `person${index}@bulk.example`,
        `Person ${index}`,
        organization,
        plan.passwordHash,
        now,
      );
    }
    for (let index = 0; index < plan.tickets; index += 1) {
      const at = now - (plan.tickets - index) * 60_000;
      const contact = contactId(index % plan.contacts);
      const id = `tkt_bulk${String(index).padStart(10, '0')}`;
      const subject = sentence(index, 5);
      const isOpen = index % 10 < 3;
      const stage = isOpen ? (index % 2 === 0 ? plan.stages.open : plan.stages.waiting) : plan.stages.closed;
      const agent = plan.agentIds[index % plan.agentIds.length] ?? null;
      const seq = insert.ticket.run(
        id,
        firstNumber + index,
        subject,
        stage,
        plan.inboxId,
        contact,
        index % 4 === 0 ? null : agent,
        `org_bulk${Math.floor((index % plan.contacts) / perOrganization)}`,
        isOpen ? null : at + 40_000,
        at + 30_000,
        at + 40_000,
        at,
      ).lastInsertRowid;
      insert.ticketWords.run(seq, subject);
      insert.ticketContact.run(id, contact, 'REQUESTER');
      const conversation = `cnv_bulk${index}`;
      insert.conversation.run(conversation, channelId, id, conversation);
      for (let turn = 0; turn < 3; turn += 1) {
        const text = sentence(index * 3 + turn, 40);
        const isAnswer = turn === 1;
        const message = insert.message.run(
          `msg_bulk${index}_${turn}`,
          conversation,
          channelId,
          isAnswer ? 'OUT' : 'IN',
          isAnswer ? 'TUI' : 'PORTAL',
          isAnswer ? null : contact,
          isAnswer ? agent : null,
          text,
          `bulk:${index}:${turn}`,
          at + turn * 10_000,
        );
        insert.messageWords.run(message.lastInsertRowid, text);
      }
      insert.event.run(
        at,
        `contact:${contact}`,
        'ticket.filed',
        id,
        id,
        '{}',
        '',
        createHash('sha256').update(id).digest('hex'),
      );
    }
  })();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return {
    contactEmail: (index) => `person${index}@bulk.example`,
    numberOf: (contactIndex) =>
      firstNumber +
      contactIndex +
      plan.contacts * Math.floor((plan.tickets - 1 - contactIndex) / plan.contacts),
  };
}

function channelOf(db: Database.Database, inboxId: string): string {
  const there = db
    .prepare(`SELECT "id" FROM "Channel" WHERE "kind" = 'PORTAL' AND "address" = ?`)
    .get(inboxId);
  if (there) return (there as { id: string }).id;
  db.prepare(
    `INSERT INTO "Channel" ("id", "inboxId", "kind", "address") VALUES ('chn_bulk', ?, 'PORTAL', ?)`,
  ).run(inboxId, inboxId);
  return 'chn_bulk';
}

function statements(db: Database.Database) {
  const into = (table: string, columns: string[]) =>
    db.prepare(
      `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
  return {
    organization: into('Organization', ['id', 'name', 'sight', 'createdAt']),
    contact: into('Contact', ['id', 'email', 'name', 'organizationId', 'passwordHash', 'createdAt']),
    ticket: into('Ticket', [
      'id',
      'number',
      'subject',
      'stageId',
      'inboxId',
      'requesterId',
      'assigneeId',
      'organizationId',
      'closedAt',
      'lastPublicAt',
      'lastActivityAt',
      'createdAt',
    ]),
    ticketContact: into('TicketContact', ['ticketId', 'contactId', 'role']),
    conversation: into('Conversation', ['id', 'channelId', 'ticketId', 'externalKey']),
    message: into('Message', [
      'id',
      'conversationId',
      'channelId',
      'direction',
      'source',
      'contactId',
      'agentId',
      'bodyText',
      'externalId',
      'createdAt',
    ]),
    event: into('AuditEvent', ['at', 'actor', 'action', 'target', 'ticketId', 'change', 'prevHash', 'hash']),
    ticketWords: db.prepare('INSERT INTO "TicketSearch" (rowid, "words") VALUES (?, ?)'),
    messageWords: db.prepare('INSERT INTO "MessageSearch" (rowid, "words") VALUES (?, ?)'),
  };
}

/** Words in an order that depends on the number alone. */
function sentence(seed: number, length: number): string {
  let state = seed * 2_654_435_761;
  const picked: string[] = [];
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    picked.push(words[state % words.length] as string);
  }
  return picked.join(' ');
}
