/** Fills an empty database with the sample desk: people, two pipelines and sixty days of tickets. */
import {
  addArticle,
  type Core,
  createDesk,
  createPipelineAndInbox,
  hashPassword,
  inDeskTransaction,
  markAsSampleDesk,
  permissions,
  type Work,
} from '@postern/core';
import {
  type BuiltAgent,
  buildAgent,
  buildContact,
  buildContactList,
  buildFormField,
  buildOrganization,
  buildProperty,
  buildReads,
  buildSnippet,
  buildTags,
  buildTicket,
  buildUpload,
  type CatalogueProperty,
  takeTurn,
} from '@postern/core/testing';
import {
  operations,
  pilotCustomers,
  sampleAgent,
  sampleIndividuals,
  sampleOrganizations,
  samplePassword,
  secondAgent,
} from './people.ts';
import { type LocalContact, planTickets, type Story } from './plan-tickets.ts';
import { sampleArticles } from './sample-articles.ts';
import { sampleSnippets, sampleTags } from './team-texts.ts';

const foundedDaysAgo = 90;
/** What was written in the last hours, nobody of the team has read. */
const unreadHours = 4;
const dayMs = 24 * 60 * 60_000;

/** All in one transaction: a start that is interrupted leaves an empty database, never half a desk. */
export async function createSampleDesk(core: Core): Promise<void> {
  const passwordHash = await hashPassword(samplePassword);
  await inDeskTransaction(core, async (work) => {
    await markAsSampleDesk(work.tx);
    // Desk and people are older than their first ticket.
    const founding = { ...work, now: new Date(work.now.getTime() - foundedDaysAgo * dayMs) };
    const { inboxId } = await createDesk(founding, {
      portalTitle: 'Acme Support',
      slug: 'support',
      host: new URL(core.config.publicUrl).host,
      language: 'en',
    });
    await writeKnowledgeBase(founding);
    for (const snippet of sampleSnippets) await buildSnippet(founding, snippet);
    const { inboxId: internalInboxId } = await createPipelineAndInbox(founding, 'Internal');
    const properties = await createProperties(founding);
    const agents = await createAgents(founding, passwordHash);
    const customers = await createCustomers(founding, passwordHash);
    await createLists(founding, customers);
    const desk = await buildContact(founding, { ...operations, passwordHash });
    const stories = planTickets({ agents, customers, operations: desk }, work.now);
    await tellStories(inThePast(work), stories, { inboxId, internalInboxId, properties });
    // History is not news: the team has read it, and its mails went out long ago.
    await buildReads(work, new Date(work.now.getTime() - unreadHours * 60 * 60_000));
    await work.tx.outboxItem.deleteMany({});
  });
}

/** What the team knows of its customers: the product, for which the form asks, and how many seats they have. */
async function createProperties(work: Work): Promise<CatalogueProperty[]> {
  const product = await buildProperty(work, {
    key: 'product',
    label: 'Product',
    type: 'SELECT',
    options: ['Starter', 'Team', 'Enterprise'],
    audience: 'PORTAL',
  });
  const later = { ...work, now: new Date(work.now.getTime() + 1) };
  const seats = await buildProperty(later, {
    key: 'seats',
    label: 'Seats',
    type: 'NUMBER',
    audience: 'INTERNAL',
  });
  await buildFormField(work, 'Support', product);
  return [product, seats];
}

/**
 * The desk as seen from inside this transaction: its reader finds what was just made and is not stored yet,
 * and Slack is told nothing of the past.
 */
function inThePast(work: Work): Work {
  const core: Core = {
    ...work.core,
    config: { ...work.core.config, slack: null },
    db: { ...work.core.db, read: work.tx },
  };
  return { ...work, core };
}

async function createAgents(work: Work, passwordHash: string): Promise<[BuiltAgent, BuiltAgent]> {
  return [
    await buildAgent(work, { ...sampleAgent, passwordHash }),
    await buildAgent(work, {
      ...secondAgent,
      passwordHash,
      permissions: permissions.filter((permission) => permission !== 'portal.settings'),
    }),
  ];
}

/** The articles, and the links between them and the portal. */
async function writeKnowledgeBase(work: Work): Promise<void> {
  const { id: domainId } = await work.tx.domain.findFirstOrThrow();
  for (const article of sampleArticles) await addArticle(work, domainId, article);
  await work.tx.portal.updateMany({ data: { showKbLink: true } });
  await work.tx.domain.updateMany({ data: { kbShowsPortal: true } });
}

async function createCustomers(work: Work, passwordHash: string): Promise<LocalContact[]> {
  const customers: LocalContact[] = [];
  for (const { name: company, domain, sight, people } of sampleOrganizations) {
    const organization = await buildOrganization(work, { name: company, sight });
    for (const [index, { name, mailbox, locale }] of people.entries()) {
      const contact = await buildContact(work, {
        name,
        email: `${mailbox}@${domain}`,
        organization,
        passwordHash,
        locale,
        seesOrgTickets: sight === 'PER_MEMBER' && index === 0,
      });
      customers.push({ ...contact, locale });
    }
  }
  for (const { name, mailbox, domain, locale } of sampleIndividuals) {
    const contact = await buildContact(work, { name, email: `${mailbox}@${domain}`, passwordHash, locale });
    customers.push({ ...contact, locale });
  }
  return customers;
}

/** One list by hand and one by a filter. The portal stays for everybody until somebody chooses lists. */
async function createLists(work: Work, customers: LocalContact[]): Promise<void> {
  const members = customers.filter(({ email }) => pilotCustomers.includes(email));
  await buildContactList(work, { name: 'Pilot customers', members });
  await buildContactList(work, { name: 'Acme people', filter: 'organization:Acme' });
}

/** Lets everything happen in the order of time, across tickets, as the audit trail of a real desk reads. */
async function tellStories(
  work: Work,
  stories: Story[],
  furniture: { inboxId: string; internalInboxId: string; properties: CatalogueProperty[] },
): Promise<void> {
  const happenings = stories
    .flatMap((story) => [
      { story, at: story.at },
      ...story.turns.map((turn) => ({ story, at: turn.at, turn })),
    ])
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const ticketIds = new Map<Story, string>();
  for (const happening of happenings) {
    const { story, at } = happening;
    const ticketId = ticketIds.get(story);
    if (ticketId === undefined) {
      const { isInternal, turns: _told, files = [], values, ...filing } = story;
      const inboxId = isInternal ? furniture.internalInboxId : furniture.inboxId;
      const uploads: string[] = [];
      for (const file of files) uploads.push(await buildUpload(work, story.from, file));
      const wish = { ...filing, uploads, values: answersTo(furniture.properties, values), inboxId };
      const { id } = await buildTicket(work, wish);
      ticketIds.set(story, id);
      await buildTags(work, id, sampleTags(story.subject));
    } else if ('turn' in happening) {
      await takeTurn({ ...work, now: at }, ticketId, happening.turn);
    }
  }
}

function answersTo(properties: CatalogueProperty[], values: Record<string, string>) {
  return properties.flatMap((property) => {
    const value = values[property.key];
    return value === undefined ? [] : [{ property, value }];
  });
}
