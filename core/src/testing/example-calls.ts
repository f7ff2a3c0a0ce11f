/** One valid call of every procedure: what the access matrix, the malformed input and the links' comparison start from. */
import { mintLaunchToken } from '../auth/launch-token.ts';
import { mintLink } from '../auth/one-time-tokens.ts';
import { hashPassword } from '../auth/passwords.ts';
import { brandViewOf, readBrand, writeBrand } from '../brand/brand.ts';
import { failureOf, type PosternClient } from '../client.ts';
import { createFields, supportFields } from '../desk/create-desk.ts';
import { appRouter } from '../router.ts';
import { markAsSampleDesk } from '../sample-mark.ts';
import { audienceOf } from '../tickets/audience.ts';
import type { BuiltAgent, BuiltContact, BuiltTicket } from './builders.ts';
import type { World } from './world.ts';

export const examplePassword = 'postern-demo';

/** Stands in every text of the example ticket, so that it is recognised wherever it shows. */
export const exampleCanary = 'zebracanary';

export interface ExampleDesk {
  world: World;
  maria: BuiltContact;
  ada: BuiltAgent;
  bo: BuiltAgent;
  /** Ada as Slack knows her; already linked. */
  slackPerson: { teamId: string; userId: string };
}

/** Maria, Ada, Ada's Slack person, and Bo, who reads alone, on a sample desk where anybody may register. */
export async function exampleDesk(world: World): Promise<ExampleDesk> {
  const passwordHash = await hashPassword(examplePassword);
  const organization = await world.organization({ name: 'Acme' });
  const maria = await world.contact({ name: 'Maria López', organization, passwordHash });
  const ada = await world.agent({ name: 'Ada Okafor', passwordHash });
  const bo = await world.agent({ name: 'Bo Lindqvist', permissions: ['tickets.read', 'reports.read'] });
  const slackPerson = { teamId: 'T0001', userId: 'U0001' };
  await world.inTransaction(async (work) => {
    await markAsSampleDesk(work.tx);
    await work.tx.domain.updateMany({ data: { selfRegistration: true } });
    await work.tx.slackPerson.create({ data: { ...slackPerson, agentId: ada.id } });
  });
  return { world, maria, ada, bo, slackPerson };
}

/** A fresh ticket of Maria's with a message, a file, a note and a Slack thread. */
export async function exampleTicket({ world, maria, ada }: ExampleDesk): Promise<BuiltTicket> {
  const ticket = await world.ticket({
    from: maria,
    subject: `Cannot sign in ${exampleCanary}`,
    says: `The page stays empty. ${exampleCanary}`,
    uploads: [await world.upload(maria, { name: `console ${exampleCanary}.txt`, content: 'GET / 200' })],
    turns: [{ from: ada, notes: `Her office moved. ${exampleCanary}` }],
  });
  const thread = { teamId: 'T0001', channelId: 'C0001', threadTs: `${ticket.number}.000100` };
  await world.inTransaction((work) =>
    work.tx.slackLink.create({
      data: { ...thread, id: work.core.ids.next('slackLink'), ticketId: ticket.id, lastTs: thread.threadTs },
    }),
  );
  return ticket;
}

/** One pixel, as PNG. */
const exampleLogoContent =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const exampleLogo = { type: 'png' as const, width: 1, height: 1, bytes: 70, sha256: '0'.repeat(64) };

let counter = 0;

const requestIdOf = (count: number) => `example-${count.toString().padStart(6, '0')}`;

/** True of what an example before the last one made: two are compared with each other, and need their own. */
const isOld = (made: string) =>
  !made.endsWith(requestIdOf(counter)) && !made.endsWith(requestIdOf(counter - 1));

/** Valid input of every procedure for this ticket; procedures without input are there with `undefined`. */
export async function exampleInputs(
  { world, maria, ada, bo, slackPerson }: ExampleDesk,
  ticket: BuiltTicket,
): Promise<Record<string, unknown>> {
  await world.inTransaction(async (work) => {
    const change = { facts: { color: '#2f5d50', logo: exampleLogo }, content: { logo: exampleLogoContent } };
    await writeBrand(work, await readBrand(work.tx), change);
  });
  // An example before this one may have switched it off, or called it something else.
  await world.inTransaction((work) =>
    work.tx.portal.updateMany({ data: { enabled: true, title: 'Acme Support' } }),
  );
  const read = world.core.db.read;
  const note = await read.note.findFirstOrThrow({ where: { ticketId: ticket.id } });
  const inTicket = { message: { conversation: { ticketId: ticket.id } } };
  const { id: attachment } = await read.attachment.findFirstOrThrow({ where: inTicket });
  const upload = await world.upload(maria, { name: 'notes.txt', content: 'Chosen, not sent yet.' });
  const { hash: audienceHash } = await audienceOf(read, ticket.id);
  const opened = await world.asSlack().slack.openReply.mutate({ ...slackPerson, ticketId: ticket.id });
  counter += 1;
  const requestId = requestIdOf(counter);
  const which = { ticket: ticket.number };
  const { name: list } = await world.contactList({ name: `List ${requestId}`, members: [maria] });
  const property = await exampleProperty(world, `plan-${requestId}`);
  const newcomer = await world.contact({ name: `Newcomer ${requestId}` });
  const link = await world.inTransaction((work) =>
    mintLink(work, {
      purpose: 'INVITE',
      subject: newcomer.id,
      payload: { portalId: world.portalId, email: newcomer.email, name: null, consent: null },
    }),
  );
  const article = await exampleArticle(await world.as(ada), requestId);
  const form = await exampleForm(world, `Form ${requestId}`);
  const token = await (await world.as(ada)).auth.createToken.mutate({ name: `Script ${requestId}` });
  const portalText = 'filter: pipeline:Support\n';
  const portalPlan = await (await world.as(ada)).portalFile.plan.query({ text: portalText });
  const preview = await (await world.as(ada)).preview.start.mutate({});
  return {
    'auth.signIn': { email: ada.email, password: examplePassword },
    'auth.redeemLaunchToken': { token: await mintLaunchToken(world.core, ada.email) },
    'auth.signOut': undefined,
    'auth.me': undefined,
    'auth.agents': undefined,
    'auth.createToken': { name: `Laptop ${requestId}` },
    'auth.tokens': undefined,
    'auth.revokeToken': { token: token.id },
    'agents.list': undefined,
    'agents.grant': { agent: bo.email, permission: 'reports.read', inbox: 'Support' },
    'agents.revoke': { agent: bo.email, permission: 'reports.read' },
    'contacts.list': { query: 'organization:Acme', limit: 10 },
    'contacts.view': { contact: maria.email },
    'contacts.create': { email: `${requestId}@customer.example`, organization: 'Acme', locale: 'it' },
    'contacts.edit': { contact: maria.email, seesOrgTickets: false },
    'organizations.list': { limit: 10 },
    'organizations.view': { organization: 'Acme' },
    'organizations.create': { name: `Organization ${requestId}`, sight: 'members' },
    'organizations.edit': { organization: 'Acme', name: 'Acme' },
    'lists.list': undefined,
    'lists.view': { list, limit: 10 },
    'lists.create': { name: `Filter ${requestId}`, filter: 'organization:Acme' },
    'lists.edit': { list, name: `Renamed ${requestId}` },
    'lists.add': { list, emails: [maria.email] },
    'lists.remove': { list, emails: [maria.email] },
    'lists.delete': { list },
    'tickets.list': { query: 'is:open', limit: 10 },
    'tickets.counts': { queries: ['is:open', 'is:closed'] },
    'tickets.view': which,
    'tickets.attachment': { attachment },
    'tickets.why': { ...which, contact: maria.email },
    'tickets.who': which,
    'tickets.customerSees': { ...which, contact: maria.email },
    'tickets.create': { from: maria.email, subject: 'By telephone', body: 'She called.', requestId },
    'tickets.reply': { ...which, body: 'Please try again.', audienceHash, requestId },
    'tickets.note': { ...which, body: 'Looks like the proxy.', requestId },
    'tickets.assign': { ...which, to: 'me' },
    'tickets.claim': which,
    'tickets.close': which,
    'tickets.reopen': which,
    'tickets.setProperty': { ...which, values: [{ key: property, value: 'Pro' }] },
    'properties.list': undefined,
    'properties.create': { key: `seats-${requestId}`, label: 'Seats', type: 'number' },
    'properties.edit': { property, label: 'Plan', addOptions: ['Free'] },
    'properties.delete': { property },
    'inboxes.list': undefined,
    'inboxes.create': { name: `Inbox ${requestId}`, pipeline: 'Support' },
    'inboxes.edit': { inbox: 'Support', promise: 'We answer within one working day.' },
    'forms.list': undefined,
    'forms.view': { form },
    'forms.rehearse': { form: 'Support' },
    'forms.create': { name: `New form ${requestId}`, inbox: 'Support' },
    'forms.edit': { form, title: 'Tell us' },
    'forms.delete': { form },
    'forms.addField': { form, field: property, required: true },
    'forms.editField': { form, field: 'subject', label: 'What is it about?' },
    'forms.moveField': { form, field: 'message', position: 1 },
    'forms.removeField': { form, field: 'files' },
    'portal.home': undefined,
    'portal.info': { slug: 'support' },
    'portal.colors': { hash: await exampleColors(world) },
    'portal.brandImage': { image: 'logo', hash: exampleLogo.sha256.slice(0, 12) },
    'portal.signIn': { slug: 'support', email: maria.email, password: examplePassword },
    'portal.registration': { slug: 'support' },
    'portal.register': { slug: 'support', name: 'Noor', email: `noor-${requestId}@customer.example` },
    'portal.forgot': { slug: 'support', email: newcomer.email },
    'portal.link': { slug: 'support', purpose: 'INVITE', link },
    'portal.setPassword': { slug: 'support', purpose: 'INVITE', link, password: 'a walk in the park' },
    'portal.notice': undefined,
    'portal.acceptNotice': { wording: 'none' },
    'portal.signOut': undefined,
    'portal.me': undefined,
    'portal.tickets': { search: 'page' },
    'portal.ticket': which,
    'portal.reply': { ...which, body: 'Still broken.', requestId },
    'portal.ticketChanges': which,
    'portal.close': { ...which, body: 'It works again.', requestId },
    'portal.reopen': which,
    'portal.form': undefined,
    'portal.fileTicket': { subject: 'Another thing', body: 'It does not print.', requestId },
    'preview.start': { contact: maria.email },
    'preview.open': { token: preview.token },
    'preview.choose': { token: preview.token, contact: maria.email },
    'preview.end': { token: preview.token },
    'portalSettings.status': undefined,
    'portalSettings.get': undefined,
    'portalSettings.set': { settings: { title: `Acme Support ${requestId}` } },
    'portalSettings.on': {},
    'portalSettings.off': {},
    'portalSettings.domain': undefined,
    'portalSettings.verifyDomain': undefined,
    'portalSettings.filterEffect': { query: 'pipeline:Support' },
    'portalSettings.filterFields': undefined,
    'consent.show': {},
    'consent.set': { text: null },
    'contacts.invite': { email: newcomer.email },
    'portal.attachmentLimits': undefined,
    'portal.upload': { name: 'console.txt', bytes: Buffer.from('GET / 404').toString('base64') },
    'portal.discardUpload': { upload },
    'portal.uploads': { uploads: [upload] },
    'portal.attachment': { attachment, from: 0 },
    'portal.articles': { slug: 'support', search: 'password' },
    'portal.article': { slug: 'support', article: article.slug },
    'portal.suggestArticles': { slug: 'support', text: 'My password' },
    'kb.list': undefined,
    'kb.view': { article: article.slug },
    'kb.create': { title: `Reading your invoice ${requestId}`, body: 'It has three parts.' },
    'kb.edit': { article: article.id, ifUpdatedAt: article.updatedAt, body: 'Ask for a new one.' },
    'kb.publish': { article: article.id },
    'kb.unpublish': { article: article.id },
    'kb.move': { article: article.id, position: 1 },
    'kb.delete': { article: article.id },
    'kb.links': undefined,
    'kb.setLinks': { showPortal: true },
    'kb.snippet': undefined,
    'portalFile.pull': {},
    'portalFile.plan': { text: portalText },
    'portalFile.test': { text: portalText },
    'portalFile.applyPlan': { text: portalText, plan: portalPlan.id },
    'slack.isLinked': slackPerson,
    'slack.linkPerson': {
      ...slackPerson,
      profile: { email: ada.email, isBot: false, isGuestOrForeign: false, isDeleted: false },
    },
    'slack.card': { ticketId: ticket.id },
    'slack.threadEntry': { op: 'note', noteId: note.id },
    'slack.openThreads': { limit: 10 },
    'slack.threadNote': {
      ...slackPerson,
      channelId: 'C0001',
      threadTs: `${ticket.number}.000100`,
      ts: `${ticket.number}.${counter.toString().padStart(6, '0')}`,
      authorName: 'Ada',
      text: 'Who knows this customer?',
    },
    'slack.openReply': { ...slackPerson, ticketId: ticket.id },
    'slack.sendReply': { ...slackPerson, nonce: opened.nonce, body: 'We are on it.' },
    'slack.claim': { ...slackPerson, ...which },
    'slack.close': { ...slackPerson, ...which },
    'slack.reopen': { ...slackPerson, ...which },
    'live.changes': {},
  };
}

/** A property that nothing uses yet; those of examples before the last are gone. */
async function exampleProperty(world: World, key: string): Promise<string> {
  const options = ['Pro', 'Basic'];
  await world.inTransaction(async ({ core, tx, now }) => {
    const unused = await tx.property.findMany({ where: { values: { none: {} }, fields: { none: {} } } });
    const old = unused.filter((property) => isOld(property.key)).map(({ id }) => id);
    await tx.property.deleteMany({ where: { id: { in: old } } });
    const id = core.ids.next('property');
    await tx.property.create({
      data: { id, key, label: 'Plan', type: 'SELECT', options, audience: 'FORM', createdAt: now },
    });
  });
  return key;
}

/** Under which name the pages ask for their colours. */
async function exampleColors({ core }: World): Promise<string> {
  const { palette } = brandViewOf(await readBrand(core.db.read));
  return palette?.hash ?? '';
}

/** A published article; the ones of earlier calls make room, for a knowledge base holds a thousand. */
async function exampleArticle(client: PosternClient, mark: string) {
  for (const { id } of (await client.kb.list.query()).slice(0, -3))
    await client.kb.delete.mutate({ article: id });
  return client.kb.create.mutate({ title: `Passwords ${mark}`, body: 'Ask for another.', isPublished: true });
}

/** A form that no portal has; those of earlier examples are gone. */
async function exampleForm(world: World, name: string): Promise<string> {
  await world.inTransaction(async (work) => {
    const { tx, core, now } = work;
    const unused = await tx.form.findMany({ where: { portals: { none: {} } } });
    const old = unused.filter((form) => isOld(form.name)).map(({ id }) => id);
    await tx.formField.deleteMany({ where: { formId: { in: old } } });
    await tx.form.deleteMany({ where: { id: { in: old } } });
    const id = core.ids.next('form');
    await tx.form.create({ data: { id, name, inboxId: world.inboxId, createdAt: now } });
    await createFields(work, id, supportFields);
  });
  return name;
}

interface Procedure {
  _def: { type: 'query' | 'mutation' | 'subscription'; inputs: unknown[] };
}

/** Every procedure of the desk by its path, read from the router itself. */
export const procedures = appRouter._def.procedures as unknown as Record<string, Procedure>;

interface AnyProcedureClient {
  query(input: unknown): Promise<unknown>;
  mutate(input: unknown): Promise<unknown>;
  subscribe(
    input: unknown,
    on: { onData(data: unknown): void; onError(error: unknown): void },
  ): { unsubscribe(): void };
}

/** Calls a procedure by its path; of a subscription the answer is its first event. */
export async function callByPath(client: PosternClient, path: string, input: unknown): Promise<unknown> {
  let at: unknown = client;
  for (const part of path.split('.')) at = (at as Record<string, unknown>)[part];
  const target = at as AnyProcedureClient;
  const type = procedures[path]?._def.type;
  if (type === 'query') return target.query(input);
  if (type === 'mutation') return target.mutate(input);
  return new Promise((resolve, reject) => {
    const subscription = target.subscribe(input, {
      onData: (data) => {
        resolve(data);
        queueMicrotask(() => subscription.unsubscribe());
      },
      onError: reject,
    });
  });
}

/** What a call came to: `ok` or the code of its refusal, and everything the caller could read of it. */
export async function outcomeOf(
  call: Promise<unknown>,
): Promise<{ code: string; text: string; answer: unknown }> {
  return call.then(
    (answer) => ({ code: 'ok', text: JSON.stringify(answer) ?? '', answer }),
    (error: unknown) => {
      const failure = failureOf(error);
      return { code: failure.code, text: JSON.stringify(failure), answer: failure };
    },
  );
}
