/** One valid input of every procedure, each made with what it needs when it is asked for. */
import { mintInvitation } from '../auth/agent-invitations.ts';
import { mintLaunchToken } from '../auth/launch-token.ts';
import { mintLink } from '../auth/one-time-tokens.ts';
import { readersOf } from '../tickets/audience.ts';
import type { BuiltTicket } from './builders.ts';
import { type ExampleDesk, exampleCanary, examplePassword } from './example-calls.ts';
import {
  exampleArticle,
  exampleBrand,
  exampleColors,
  exampleFailure,
  exampleForm,
  exampleProperty,
  exampleView,
  nextExample,
} from './example-things.ts';
import { once } from './once.ts';
import { slackInputs } from './slack-inputs.ts';
import type { World } from './world.ts';

/** Valid input of the procedure for this ticket; `undefined` for a procedure without input. */
export async function exampleInput(desk: ExampleDesk, ticket: BuiltTicket, path: string): Promise<unknown> {
  await asAtFirst(desk.world);
  return inputsOf(desk, ticket)[path]?.();
}

/** The same of all procedures. */
export async function exampleInputs(
  desk: ExampleDesk,
  ticket: BuiltTicket,
): Promise<Record<string, unknown>> {
  await asAtFirst(desk.world);
  const inputs: Record<string, unknown> = {};
  for (const [path, make] of Object.entries(inputsOf(desk, ticket))) inputs[path] = await make();
  return inputs;
}

/** An example before this one may have switched the portal off, or called it something else. */
async function asAtFirst(world: World): Promise<void> {
  await world.inTransaction((work) =>
    work.tx.portal.updateMany({ data: { enabled: true, title: 'Acme Support' } }),
  );
}

const nothing = () => undefined;

function inputsOf(
  { world, maria, ada, bo, slackPerson }: ExampleDesk,
  ticket: BuiltTicket,
): Record<string, () => unknown> {
  const read = world.core.db.read;
  const { count, requestId } = nextExample();
  const which = { ticket: ticket.number };
  const portalText = 'filter: pipeline:Support\n';
  const asAda = once(() => world.as(ada));
  const attachment = once(async () => {
    const inTicket = { message: { conversation: { ticketId: ticket.id } } };
    return (await read.attachment.findFirstOrThrow({ where: inTicket })).id;
  });
  const upload = once(() => world.upload(maria, { name: 'notes.txt', content: 'Chosen, not sent yet.' }));
  const agentsUpload = once(() => world.upload(ada, { name: 'fix.txt', content: 'Turn it on.' }));
  const noteFile = once(async () => {
    const uploads = [await world.upload(ada, { name: `${exampleCanary}.txt`, content: 'Her old address' })];
    await world.turn(ticket, { from: ada, notes: `See the file. ${exampleCanary}`, uploads });
    return (await read.noteFile.findFirstOrThrow({ where: { note: { ticketId: ticket.id } } })).id;
  });
  const audienceHash = once(async () => (await readersOf(read, ticket.id)).hash);
  const list = once(
    async () => (await world.contactList({ name: `List ${requestId}`, members: [maria] })).name,
  );
  const snippet = once(
    async () =>
      (await (await asAda()).snippets.create.mutate({ name: `bye-${requestId}`, body: 'Bye' })).name,
  );
  const colleague = once(() => world.agent({ name: `Colleague ${requestId}` }));
  const team = once(
    async () => (await (await asAda()).teams.create.mutate({ name: `Example ${requestId}` })).name,
  );
  const property = once(() => exampleProperty(world, `plan-${requestId}`));
  const newcomer = once(() => world.contact({ name: `Newcomer ${requestId}` }));
  const otherTicket = once(
    async () => (await world.ticket({ from: await newcomer(), subject: 'To be merged' })).number,
  );
  const mergedTicket = once(async () => {
    const number = await otherTicket();
    await (await asAda()).tickets.merge.mutate({ ticket: number, into: ticket.number });
    return number;
  });
  const freshTicket = async () => (await world.ticket({ from: await newcomer(), subject: 'Another' })).number;
  const longTicket = async () => {
    const turns = [{ from: maria, says: 'Another thing' }];
    return (await world.ticket({ from: maria, subject: 'Two things', turns })).number;
  };
  const linkedTicket = once(async () => {
    const to = await freshTicket();
    await (await asAda()).tickets.link.mutate({ ticket: ticket.number, to });
    return to;
  });
  const binnedTicket = once(async () => {
    const number = await freshTicket();
    await (await asAda()).tickets.delete.mutate({ ticket: number });
    return number;
  });
  const link = once(async () => {
    const { id: subject, email } = await newcomer();
    const payload = { portalId: world.portalId, email, name: null, consent: null };
    return world.inTransaction((work) => mintLink(work, { purpose: 'INVITE', subject, payload }));
  });
  const invitation = once(async () => {
    const who = { email: `${requestId}@invited.example`, name: 'Invited', permissions: [], again: false };
    await (await asAda()).agents.invite.mutate(who);
    const { id } = await world.core.db.read.agent.findUniqueOrThrow({ where: { email: who.email } });
    return (await world.inTransaction((work) => mintInvitation(work, id))).code;
  });
  const article = once(async () => exampleArticle(await asAda(), requestId));
  const form = once(() => exampleForm(world, `Form ${requestId}`));
  const token = once(async () => (await asAda()).auth.createToken.mutate({ name: `Script ${requestId}` }));
  const held = once(async () => {
    const reply = { ...which, body: 'Please wait.', audienceHash: await audienceHash(), requestId };
    return (await (await asAda()).tickets.reply.mutate({ ...reply, holdSeconds: 60 })).id;
  });
  const view = once(async () => exampleView(await asAda(), `Mine ${requestId}`));
  const portalPlan = once(async () => (await asAda()).portalFile.plan.query({ text: portalText }));
  const preview = once(async () => (await asAda()).preview.start.mutate({}));
  return {
    'auth.signIn': () => ({ email: ada.email, password: examplePassword }),
    'auth.acceptInvitation': async () => ({ code: await invitation(), password: examplePassword }),
    'auth.redeemLaunchToken': async () => ({ token: await mintLaunchToken(world.core, ada.email) }),
    'auth.signOut': nothing,
    'auth.me': nothing,
    'auth.agents': nothing,
    'auth.createToken': () => ({ name: `Laptop ${requestId}` }),
    'auth.tokens': nothing,
    'auth.revokeToken': async () => ({ token: (await token()).id }),
    'agents.list': nothing,
    'agents.edit': () => ({ agent: ada.email, isAway: false }),
    'agents.invite': () => ({
      email: `${requestId}@newcomer.example`,
      name: 'Newcomer',
      permissions: ['tickets.read'],
      again: false,
    }),
    'agents.disable': async () => ({ agent: (await colleague()).email }),
    'agents.enable': async () => ({ agent: (await colleague()).email }),
    'agents.grant': () => ({ agent: bo.email, permission: 'reports.read', inbox: 'Support' }),
    'agents.revoke': () => ({ agent: bo.email, permission: 'reports.read' }),
    'teams.list': nothing,
    'teams.create': () => ({ name: `Team ${requestId}` }),
    'teams.edit': async () => ({ team: await team(), name: `Renamed ${requestId}` }),
    'teams.delete': async () => ({ team: await team() }),
    'teams.add': async () => ({ team: await team(), emails: [bo.email] }),
    'teams.remove': async () => ({ team: await team(), emails: [bo.email] }),
    'contacts.list': () => ({ query: 'organization:Acme', limit: 10 }),
    'contacts.view': () => ({ contact: maria.email }),
    'contacts.create': () => ({ email: `${requestId}@customer.example`, organization: 'Acme', locale: 'it' }),
    'contacts.export': () => ({ contact: maria.email }),
    'contacts.erase': async () => {
      await otherTicket();
      return { contact: (await newcomer()).email };
    },
    'contacts.edit': () => ({ contact: maria.email, seesOrgTickets: false }),
    'organizations.list': () => ({ limit: 10 }),
    'organizations.view': () => ({ organization: 'Acme' }),
    'organizations.create': () => ({ name: `Organization ${requestId}`, sight: 'members' }),
    'organizations.edit': () => ({ organization: 'Acme', name: 'Acme' }),
    'guard.words': nothing,
    'guard.change': () => ({ add: [`word ${requestId}`] }),
    'snippets.list': nothing,
    'snippets.create': () => ({ name: `hello-${requestId}`, body: 'Hello {{requester.first-name}},' }),
    'snippets.edit': async () => ({ snippet: await snippet(), body: 'Hello,' }),
    'snippets.delete': async () => ({ snippet: await snippet() }),
    'lists.list': nothing,
    'lists.view': async () => ({ list: await list(), limit: 10 }),
    'lists.create': () => ({ name: `Filter ${requestId}`, filter: 'organization:Acme' }),
    'lists.edit': async () => ({ list: await list(), name: `Renamed ${requestId}` }),
    'lists.add': async () => ({ list: await list(), emails: [maria.email] }),
    'lists.remove': async () => ({ list: await list(), emails: [maria.email] }),
    'lists.delete': async () => ({ list: await list() }),
    'tickets.list': () => ({ query: 'is:open', limit: 10 }),
    'tickets.explain': () => ({ query: 'is:open older:2d' }),
    'tickets.counts': () => ({ queries: ['is:open', 'is:closed'] }),
    'tickets.view': () => which,
    'tickets.refresh': () => ({ ...which, known: { entries: 1, digest: 'another' } }),
    'tickets.attachment': async () => ({ attachment: await attachment() }),
    'tickets.noteFile': async () => ({ file: await noteFile() }),
    'tickets.attachmentLimits': nothing,
    'tickets.upload': () => ({ name: 'fix.txt', bytes: Buffer.from('Turn it on.').toString('base64') }),
    'tickets.discardUpload': async () => ({ upload: await agentsUpload() }),
    'tickets.checkReply': () => ({ ...which, body: 'Ask @ada.' }),
    'tickets.markRead': () => ({ ...which }),
    'tickets.markUnread': () => ({ ...which }),
    'tickets.writing': () => ({ ...which, kind: 'reply' }),
    'tickets.viewAt': () => ({ ...which, at: '2099-01-01T00:00:00Z' }),
    'tickets.history': () => which,
    'tickets.why': () => ({ ...which, contact: maria.email }),
    'tickets.who': () => which,
    'tickets.customerSees': () => ({ ...which, contact: maria.email }),
    'tickets.create': () => ({ from: maria.email, subject: 'By telephone', body: 'She called.', requestId }),
    'tickets.reply': async () => ({
      ...which,
      body: 'Please try again.',
      audienceHash: await audienceHash(),
      requestId,
    }),
    'tickets.note': () => ({ ...which, body: 'Looks like the proxy.', requestId }),
    'tickets.assign': () => ({ ...which, to: 'me' }),
    'tickets.claim': () => which,
    'tickets.close': () => which,
    'tickets.reopen': () => which,
    'tickets.stages': () => which,
    'tickets.setStage': () => ({ ...which, to: 'Waiting on customer' }),
    'tickets.setPriority': () => ({ ...which, to: 'urgent' }),
    'tickets.mergeEffect': async () => ({ ...which, into: await otherTicket() }),
    'tickets.merge': async () => ({ ticket: await otherTicket(), into: ticket.number }),
    'tickets.unmerge': async () => ({ ticket: await mergedTicket() }),
    'tickets.resend': async () => {
      await world.turn(ticket, { from: ada, says: 'Please try again.' });
      const reply = await read.message.findFirstOrThrow({
        where: { conversation: { ticketId: ticket.id }, direction: 'OUT' },
      });
      return { ...which, message: reply.id, to: maria.email, requestId };
    },
    'tickets.contactsEffect': async () => ({ ...which, add: [(await newcomer()).email] }),
    'tickets.changeContacts': async () => ({ ...which, remove: [(await newcomer()).email] }),
    'tickets.link': async () => ({ ...which, to: await freshTicket(), as: 'parent' }),
    'tickets.unlink': async () => ({ ...which, to: await linkedTicket() }),
    'tickets.delete': async () => ({ ticket: await freshTicket() }),
    'tickets.restore': async () => ({ ticket: await binnedTicket() }),
    'tickets.splitEffect': async () => ({ ticket: await longTicket(), message: 2 }),
    'tickets.split': async () => ({ ticket: await longTicket(), message: 2, subject: 'Another' }),
    'tickets.follow': () => which,
    'tickets.unfollow': () => which,
    'tickets.snooze': () => ({ ...which, until: null }),
    'tickets.wake': () => which,
    'tickets.tag': () => ({ ...which, add: ['billing'], remove: ['refund'] }),
    'tickets.tags': nothing,
    'tickets.setProperty': async () => ({ ...which, values: [{ key: await property(), value: 'Pro' }] }),
    'drafts.list': nothing,
    'drafts.save': () => ({ ...which, kind: 'reply', text: 'Not sent yet', requestId, seen: null }),
    'drafts.delete': () => ({ ...which, kind: 'reply' }),
    'tickets.held': nothing,
    'tickets.heldReply': async () => ({ reply: await held() }),
    'tickets.takeBack': async () => ({ reply: await held() }),
    'tickets.sendNow': async () => ({ reply: await held(), audienceHash: await audienceHash() }),
    'outbox.list': nothing,
    'outbox.cancel': async () => ({ item: await exampleFailure(world) }),
    'outbox.retry': async () => ({ item: await exampleFailure(world) }),
    'views.list': nothing,
    'views.save': () => ({ name: `View ${requestId}`, query: 'is:open older:2d' }),
    'views.rename': async () => ({ view: (await view()).id, name: `Renamed ${requestId}` }),
    'views.move': async () => ({ view: (await view()).id, position: 1 }),
    'views.delete': async () => ({ view: (await view()).id }),
    'properties.list': nothing,
    'properties.create': () => ({ key: `seats-${requestId}`, label: 'Seats', type: 'number' }),
    'properties.edit': async () => ({ property: await property(), label: 'Plan', addOptions: ['Free'] }),
    'properties.delete': async () => ({ property: await property() }),
    'inboxes.list': nothing,
    'inboxes.create': () => ({ name: `Inbox ${requestId}`, pipeline: 'Support' }),
    'inboxes.edit': () => ({ inbox: 'Support', promise: 'We answer within one working day.' }),
    'forms.list': nothing,
    'forms.view': async () => ({ form: await form() }),
    'forms.rehearse': () => ({ form: 'Support' }),
    'forms.create': () => ({ name: `New form ${requestId}`, inbox: 'Support' }),
    'forms.edit': async () => ({ form: await form(), title: 'Tell us' }),
    'forms.delete': async () => ({ form: await form() }),
    'forms.addField': async () => ({ form: await form(), field: await property(), required: true }),
    'forms.editField': async () => ({ form: await form(), field: 'subject', label: 'What is it about?' }),
    'forms.moveField': async () => ({ form: await form(), field: 'message', position: 1 }),
    'forms.removeField': async () => ({ form: await form(), field: 'files' }),
    'portal.home': nothing,
    'portal.info': () => ({ slug: 'support' }),
    'portal.colors': async () => ({ hash: await exampleColors(world) }),
    'portal.brandImage': async () => ({ image: 'logo', hash: await exampleBrand(world) }),
    'portal.signIn': () => ({ slug: 'support', email: maria.email, password: examplePassword }),
    'portal.registration': () => ({ slug: 'support' }),
    'portal.register': () => ({ slug: 'support', name: 'Noor', email: `noor-${requestId}@customer.example` }),
    'portal.forgot': async () => ({ slug: 'support', email: (await newcomer()).email }),
    'portal.link': async () => ({ slug: 'support', purpose: 'INVITE', link: await link() }),
    'portal.setPassword': async () => ({
      slug: 'support',
      purpose: 'INVITE',
      link: await link(),
      password: 'a walk in the park',
    }),
    'portal.notice': nothing,
    'portal.acceptNotice': () => ({ wording: 'none' }),
    'portal.signOut': nothing,
    'portal.me': nothing,
    'portal.tickets': () => ({ search: 'page' }),
    'portal.ticket': () => which,
    'portal.reply': () => ({ ...which, body: 'Still broken.', requestId }),
    'portal.ticketChanges': () => which,
    'portal.close': () => ({ ...which, body: 'It works again.', requestId }),
    'portal.reopen': () => which,
    'portal.form': nothing,
    'portal.fileTicket': () => ({ subject: 'Another thing', body: 'It does not print.', requestId }),
    'preview.start': () => ({ contact: maria.email }),
    'preview.at': () => ({ contact: maria.email, at: '2099-01-01T00:00:00Z', ...which }),
    'preview.open': async () => ({ token: (await preview()).token }),
    'preview.choose': async () => ({ token: (await preview()).token, contact: maria.email }),
    'preview.end': async () => ({ token: (await preview()).token }),
    'portalSettings.status': nothing,
    'portalSettings.get': nothing,
    'portalSettings.set': () => ({ settings: { title: `Acme Support ${requestId}` } }),
    'portalSettings.on': () => ({}),
    'portalSettings.off': () => ({}),
    'portalSettings.domain': nothing,
    'portalSettings.verifyDomain': nothing,
    'portalSettings.filterEffect': () => ({ query: 'pipeline:Support' }),
    'portalSettings.filterFields': nothing,
    'consent.show': () => ({}),
    'consent.set': () => ({ text: null }),
    'contacts.invite': async () => ({ email: (await newcomer()).email }),
    'portal.attachmentLimits': nothing,
    'portal.upload': () => ({ name: 'console.txt', bytes: Buffer.from('GET / 404').toString('base64') }),
    'portal.discardUpload': async () => ({ upload: await upload() }),
    'portal.uploads': async () => ({ uploads: [await upload()] }),
    'portal.attachment': async () => ({ attachment: await attachment(), from: 0 }),
    'portal.articles': () => ({ slug: 'support', search: 'password' }),
    'portal.article': async () => ({ slug: 'support', article: (await article()).slug }),
    'portal.suggestArticles': () => ({ slug: 'support', text: 'My password' }),
    'kb.list': nothing,
    'kb.view': async () => ({ article: (await article()).slug }),
    'kb.create': () => ({ title: `Reading your invoice ${requestId}`, body: 'It has three parts.' }),
    'kb.edit': async () => ({
      article: (await article()).id,
      ifUpdatedAt: (await article()).updatedAt,
      body: 'Ask for a new one.',
    }),
    'kb.publish': async () => ({ article: (await article()).id }),
    'kb.unpublish': async () => ({ article: (await article()).id }),
    'kb.move': async () => ({ article: (await article()).id, position: 1 }),
    'kb.delete': async () => ({ article: (await article()).id }),
    'kb.links': nothing,
    'kb.setLinks': () => ({ showPortal: true }),
    'kb.snippet': nothing,
    'portalFile.pull': () => ({}),
    'portalFile.plan': () => ({ text: portalText }),
    'portalFile.test': () => ({ text: portalText }),
    'portalFile.applyPlan': async () => ({ text: portalText, plan: (await portalPlan()).id }),
    ...slackInputs({
      contact: maria,
      attachment,
      world,
      ada,
      slackPerson,
      ticket,
      otherTicket: freshTicket,
      requestId,
      count,
    }),
    'live.changes': () => ({}),
    'standup.sheet': () => ({ since: '2026-11-03T00:00:00Z' }),
    'audit.list': () => ({ ticket: ticket.number, action: 'ticket.filed', limit: 10 }),
    'audit.verify': () => ({}),
  };
}
