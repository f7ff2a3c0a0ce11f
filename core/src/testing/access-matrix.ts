/** Who may call what: a row for every procedure of the router. `stranger.test.ts` makes each of these calls. */
import { slackProcedures } from './slack-procedures.ts';

/** Everybody who might call. */
export const roles = [
  'nobody',
  'a made-up token',
  'the contact',
  'another contact',
  'a colleague without sight',
  'a colleague with sight',
  'a blocked contact',
  'the contact while the portal is off',
  'an agent',
  'an agent who may only read',
  'an agent without permissions',
  'an agent of another inbox',
  'an agent who writes in another inbox',
  'a disabled agent',
  'the Slack bot',
] as const;

export type Role = (typeof roles)[number];

/** Who may read the example's ticket. */
export const seesTheTicket: Role[] = [
  'the contact',
  'a colleague with sight',
  'an agent',
  'an agent who may only read',
  'an agent who writes in another inbox',
  'the Slack bot',
];

/** The outcome for each of them: `ok`, or the code of the refusal. */
export type Row = (role: Role) => string;

/** `others` for whoever is not named. */
const row =
  (named: Partial<Record<Role, string>>, others: string): Row =>
  (role) =>
    named[role] ?? others;

const customer = {
  'the contact': 'ok',
  'another contact': 'ok',
  'a colleague without sight': 'ok',
  'a colleague with sight': 'ok',
  'the contact while the portal is off': 'PORTAL_OFF',
} as const;

const customersTicket = {
  ...customer,
  'another contact': 'TICKET_NOT_FOUND',
  'a colleague without sight': 'TICKET_NOT_FOUND',
} as const;

const notTheirFile = {
  'another contact': 'ATTACHMENT_NOT_FOUND',
  'a colleague without sight': 'ATTACHMENT_NOT_FOUND',
  'a colleague with sight': 'ATTACHMENT_NOT_FOUND',
} as const;

const ownFile = { 'the contact': 'ok', 'the contact while the portal is off': 'PORTAL_OFF' } as const;

const agent = {
  'an agent': 'ok',
  'an agent who may only read': 'ok',
  'an agent without permissions': 'ok',
  'an agent of another inbox': 'ok',
  'an agent who writes in another inbox': 'ok',
} as const;

const reader = { ...agent, 'an agent without permissions': 'NOT_ALLOWED' } as const;
const readsTicket = { ...reader, 'an agent of another inbox': 'TICKET_NOT_FOUND' } as const;
const writesTicket = {
  ...readsTicket,
  'an agent who may only read': 'NOT_ALLOWED',
  'an agent who writes in another inbox': 'NOT_ALLOWED',
} as const;

const deletesTicket = { ...readsTicket, 'an agent who may only read': 'NOT_ALLOWED' } as const;

// The team's texts belong to no inbox.
const writesSnippets = { ...reader, 'an agent who may only read': 'NOT_ALLOWED' } as const;

const managesPeople = {
  ...agent,
  'an agent who may only read': 'NOT_ALLOWED',
} as const;
/** Half an answer would be a wrong one: who may not read every inbox gives none. */
const exportsPeople = {
  ...managesPeople,
  'an agent without permissions': 'NOT_ALLOWED',
  'an agent of another inbox': 'NOT_ALLOWED',
} as const;
/** What is gone everywhere is not for whoever writes contacts in one inbox. */
const erasesPeople = { ...managesPeople, 'an agent of another inbox': 'NOT_ALLOWED' } as const;
// What binds the whole desk is not for whoever holds it in one inbox.
const managesAgents = {
  ...managesPeople,
  'an agent without permissions': 'NOT_ALLOWED',
  'an agent of another inbox': 'NOT_ALLOWED',
} as const;
const managesChannels = managesAgents;
const asksWithoutTokens = Object.fromEntries(
  Object.entries(managesChannels).map(([role, outcome]) => [role, outcome === 'ok' ? 'BAD_INPUT' : outcome]),
);
/** All but the one who may only read hold `portal.settings`; it is asked for anywhere, for a portal is in no inbox. */
const setsPortal = { ...agent, 'an agent who may only read': 'NOT_ALLOWED' } as const;

/** Only Ada is known in Slack. */
const notInSlack = Object.fromEntries(Object.keys(agent).map((role) => [role, 'BAD_INPUT']));

/** The token of the example is Ada's; to every other agent it is as if it did not exist. */
const noTokenOfTheirs = Object.fromEntries(Object.keys(agent).map((role) => [role, 'TOKEN_NOT_FOUND']));

const noReplyOfTheirs = {
  ...Object.fromEntries(Object.keys(agent).map((role) => [role, 'HELD_REPLY_NOT_FOUND'])),
  'an agent': 'ok',
  'an agent who may only read': 'NOT_ALLOWED',
  'an agent without permissions': 'NOT_ALLOWED',
} as const;

const noFileOfTheirs = {
  ...Object.fromEntries(Object.keys(agent).map((role) => [role, 'ATTACHMENT_NOT_FOUND'])),
  'an agent': 'ok',
  'an agent who may only read': 'NOT_ALLOWED',
  'an agent without permissions': 'NOT_ALLOWED',
} as const;

const noViewOfTheirs = {
  ...Object.fromEntries(Object.keys(agent).map((role) => [role, 'VIEW_NOT_FOUND'])),
  'an agent': 'ok',
  'an agent without permissions': 'NOT_ALLOWED',
} as const;

/** Settings of the desk and its portal. */
const settings = { ...agent, 'an agent who may only read': 'NOT_ALLOWED' } as const;
const channels = {
  ...settings,
  'an agent without permissions': 'NOT_ALLOWED',
  'an agent of another inbox': 'NOT_ALLOWED',
} as const;

const open = row({}, 'ok');
const whileOn = row({ 'the contact while the portal is off': 'PORTAL_OFF' }, 'ok');
/** Settings and contacts: `an agent without permissions` is one for tickets alone. */
const settles = { ...agent, 'an agent who may only read': 'NOT_ALLOWED' } as const;
const forSlack = row({ 'the Slack bot': 'ok' }, 'NOT_SIGNED_IN');

/** Every procedure by its path. */
export const matrix: Record<string, Row> = {
  'auth.signIn': open,
  'auth.acceptInvitation': open,
  'auth.redeemLaunchToken': open,
  'auth.signOut': row(agent, 'NOT_SIGNED_IN'),
  'auth.me': row(agent, 'NOT_SIGNED_IN'),
  'auth.agents': row(agent, 'NOT_SIGNED_IN'),
  'auth.createToken': row(agent, 'NOT_SIGNED_IN'),
  'auth.tokens': row(agent, 'NOT_SIGNED_IN'),
  'auth.revokeToken': row({ ...noTokenOfTheirs, 'an agent': 'ok' }, 'NOT_SIGNED_IN'),
  'agents.list': row(agent, 'NOT_SIGNED_IN'),
  // The example is somebody else to all but Ada.
  'agents.edit': row(managesAgents, 'NOT_SIGNED_IN'),
  'agents.invite': row(managesAgents, 'NOT_SIGNED_IN'),
  'agents.disable': row(managesAgents, 'NOT_SIGNED_IN'),
  'agents.enable': row(managesAgents, 'NOT_SIGNED_IN'),
  'agents.grant': row(managesAgents, 'NOT_SIGNED_IN'),
  'agents.revoke': row(managesAgents, 'NOT_SIGNED_IN'),
  'slackSettings.status': row(agent, 'NOT_SIGNED_IN'),
  'slackSettings.delay': row(agent, 'NOT_SIGNED_IN'),
  'slackSettings.routes': row(agent, 'NOT_SIGNED_IN'),
  'slackSettings.addRoute': row(managesChannels, 'NOT_SIGNED_IN'),
  'slackSettings.removeRoute': row(managesChannels, 'NOT_SIGNED_IN'),
  'slackSettings.setRoom': row(managesChannels, 'NOT_SIGNED_IN'),
  'slackSettings.setStrict': row(managesChannels, 'NOT_SIGNED_IN'),
  'slackSettings.setup': row(managesChannels, 'NOT_SIGNED_IN'),
  // The desk of the examples has no tokens, and none are given.
  'slackSettings.checkTokens': row(asksWithoutTokens, 'NOT_SIGNED_IN'),
  'slackSettings.startImport': row(
    { ...managesChannels, 'an agent who writes in another inbox': 'NOT_ALLOWED' },
    'NOT_SIGNED_IN',
  ),
  'slackSettings.importState': row(managesChannels, 'NOT_SIGNED_IN'),
  'slackSettings.linkCode': row(agent, 'NOT_SIGNED_IN'),
  'slackSettings.setNotice': row(agent, 'NOT_SIGNED_IN'),
  'slackSettings.setDigest': row({ ...notInSlack, 'an agent': 'ok' }, 'NOT_SIGNED_IN'),
  'teams.list': row(agent, 'NOT_SIGNED_IN'),
  'teams.create': row(managesAgents, 'NOT_SIGNED_IN'),
  'teams.edit': row(managesAgents, 'NOT_SIGNED_IN'),
  'teams.delete': row(managesAgents, 'NOT_SIGNED_IN'),
  'teams.add': row(managesAgents, 'NOT_SIGNED_IN'),
  'teams.remove': row(managesAgents, 'NOT_SIGNED_IN'),
  'contacts.list': row(reader, 'NOT_SIGNED_IN'),
  'contacts.view': row(reader, 'NOT_SIGNED_IN'),
  'contacts.create': row(managesPeople, 'NOT_SIGNED_IN'),
  'contacts.export': row(exportsPeople, 'NOT_SIGNED_IN'),
  'contacts.erase': row(erasesPeople, 'NOT_SIGNED_IN'),
  'contacts.edit': row(managesPeople, 'NOT_SIGNED_IN'),
  'organizations.list': row(agent, 'NOT_SIGNED_IN'),
  'organizations.view': row(agent, 'NOT_SIGNED_IN'),
  'organizations.create': row(managesPeople, 'NOT_SIGNED_IN'),
  'organizations.edit': row(managesPeople, 'NOT_SIGNED_IN'),
  'guard.words': row(reader, 'NOT_SIGNED_IN'),
  'guard.change': row(setsPortal, 'NOT_SIGNED_IN'),
  'snippets.list': row(reader, 'NOT_SIGNED_IN'),
  'snippets.create': row(writesSnippets, 'NOT_SIGNED_IN'),
  'snippets.edit': row(writesSnippets, 'NOT_SIGNED_IN'),
  'snippets.delete': row(writesSnippets, 'NOT_SIGNED_IN'),
  'lists.list': row(agent, 'NOT_SIGNED_IN'),
  'lists.view': row(reader, 'NOT_SIGNED_IN'),
  'lists.create': row(managesPeople, 'NOT_SIGNED_IN'),
  'lists.edit': row(managesPeople, 'NOT_SIGNED_IN'),
  'lists.add': row(managesPeople, 'NOT_SIGNED_IN'),
  'lists.remove': row(managesPeople, 'NOT_SIGNED_IN'),
  'lists.delete': row(managesPeople, 'NOT_SIGNED_IN'),
  'tickets.list': row(reader, 'NOT_SIGNED_IN'),
  'tickets.explain': row(reader, 'NOT_SIGNED_IN'),
  'tickets.counts': row(reader, 'NOT_SIGNED_IN'),
  'tickets.view': row(readsTicket, 'NOT_SIGNED_IN'),
  'tickets.refresh': row(readsTicket, 'NOT_SIGNED_IN'),
  'tickets.checkReply': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.markRead': row(readsTicket, 'NOT_SIGNED_IN'),
  'tickets.markUnread': row(readsTicket, 'NOT_SIGNED_IN'),
  'tickets.writing': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.viewAt': row(readsTicket, 'NOT_SIGNED_IN'),
  'tickets.history': row(readsTicket, 'NOT_SIGNED_IN'),
  'tickets.attachment': row(
    { ...readsTicket, 'an agent of another inbox': 'ATTACHMENT_NOT_FOUND' },
    'NOT_SIGNED_IN',
  ),
  'tickets.noteFile': row(
    { ...readsTicket, 'an agent of another inbox': 'ATTACHMENT_NOT_FOUND' },
    'NOT_SIGNED_IN',
  ),
  'tickets.attachmentLimits': row(reader, 'NOT_SIGNED_IN'),
  // A chosen file belongs to no inbox yet.
  'tickets.upload': row({ ...reader, 'an agent who may only read': 'NOT_ALLOWED' }, 'NOT_SIGNED_IN'),
  // The example's is Ada's; to every other agent it is as if it did not exist.
  'tickets.discardUpload': row(noFileOfTheirs, 'NOT_SIGNED_IN'),
  'tickets.why': row(readsTicket, 'NOT_SIGNED_IN'),
  'tickets.who': row(readsTicket, 'NOT_SIGNED_IN'),
  'tickets.customerSees': row(readsTicket, 'NOT_SIGNED_IN'),
  'tickets.create': row({ ...writesTicket, 'an agent of another inbox': 'NOT_ALLOWED' }, 'NOT_SIGNED_IN'),
  'tickets.reply': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.note': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.assign': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.claim': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.close': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.reopen': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.stages': row(readsTicket, 'NOT_SIGNED_IN'),
  'tickets.setStage': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.setPriority': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.mergeEffect': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.merge': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.unmerge': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.resend': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.contactsEffect': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.changeContacts': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.link': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.unlink': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.delete': row(deletesTicket, 'NOT_SIGNED_IN'),
  'tickets.restore': row(deletesTicket, 'NOT_SIGNED_IN'),
  'tickets.splitEffect': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.split': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.follow': row(readsTicket, 'NOT_SIGNED_IN'),
  'tickets.unfollow': row(readsTicket, 'NOT_SIGNED_IN'),
  'tickets.snooze': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.wake': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.tag': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.tags': row(reader, 'NOT_SIGNED_IN'),
  'tickets.setProperty': row(writesTicket, 'NOT_SIGNED_IN'),
  'tickets.held': row({ ...reader, 'an agent who may only read': 'NOT_ALLOWED' }, 'NOT_SIGNED_IN'),
  // The example's held reply is Ada's; to every other agent it is as if it did not exist.
  'tickets.heldReply': row(noReplyOfTheirs, 'NOT_SIGNED_IN'),
  'tickets.takeBack': row(noReplyOfTheirs, 'NOT_SIGNED_IN'),
  'tickets.sendNow': row(noReplyOfTheirs, 'NOT_SIGNED_IN'),
  'drafts.list': row(reader, 'NOT_SIGNED_IN'),
  'drafts.save': row(writesTicket, 'NOT_SIGNED_IN'),
  'drafts.delete': row(readsTicket, 'NOT_SIGNED_IN'),
  'outbox.list': row(agent, 'NOT_SIGNED_IN'),
  'outbox.cancel': row(channels, 'NOT_SIGNED_IN'),
  'outbox.retry': row(channels, 'NOT_SIGNED_IN'),
  'views.list': row(reader, 'NOT_SIGNED_IN'),
  'views.save': row(reader, 'NOT_SIGNED_IN'),
  // The example's view is Ada's own; to every other agent it is as if it did not exist.
  'views.rename': row(noViewOfTheirs, 'NOT_SIGNED_IN'),
  'views.move': row(noViewOfTheirs, 'NOT_SIGNED_IN'),
  'views.delete': row(noViewOfTheirs, 'NOT_SIGNED_IN'),
  'properties.list': row(agent, 'NOT_SIGNED_IN'),
  'properties.create': row(settings, 'NOT_SIGNED_IN'),
  'properties.edit': row(settings, 'NOT_SIGNED_IN'),
  'properties.delete': row(settings, 'NOT_SIGNED_IN'),
  'inboxes.list': row(agent, 'NOT_SIGNED_IN'),
  'inboxes.create': row(channels, 'NOT_SIGNED_IN'),
  'inboxes.edit': row(channels, 'NOT_SIGNED_IN'),
  'forms.list': row(agent, 'NOT_SIGNED_IN'),
  'forms.view': row(agent, 'NOT_SIGNED_IN'),
  'forms.rehearse': row(settings, 'NOT_SIGNED_IN'),
  'forms.create': row(settings, 'NOT_SIGNED_IN'),
  'forms.edit': row(settings, 'NOT_SIGNED_IN'),
  'forms.delete': row(settings, 'NOT_SIGNED_IN'),
  'forms.addField': row(settings, 'NOT_SIGNED_IN'),
  'forms.editField': row(settings, 'NOT_SIGNED_IN'),
  'forms.moveField': row(settings, 'NOT_SIGNED_IN'),
  'forms.removeField': row(settings, 'NOT_SIGNED_IN'),
  'portal.home': open,
  'portal.info': open,
  'portal.colors': open,
  'portal.brandImage': open,
  'portal.signIn': row({ 'the contact while the portal is off': 'PORTAL_OFF' }, 'ok'),
  'portal.registration': whileOn,
  'portal.register': whileOn,
  'portal.forgot': whileOn,
  'portal.link': whileOn,
  'portal.setPassword': whileOn,
  'portal.notice': row(customer, 'NOT_SIGNED_IN'),
  'portal.acceptNotice': row(customer, 'NOT_SIGNED_IN'),
  'portal.signOut': row({ ...customer, 'the contact while the portal is off': 'ok' }, 'NOT_SIGNED_IN'),
  'portal.me': row(customer, 'NOT_SIGNED_IN'),
  'portal.tickets': row(customer, 'NOT_SIGNED_IN'),
  'portal.form': row(customer, 'NOT_SIGNED_IN'),
  'portal.fileTicket': row(customer, 'NOT_SIGNED_IN'),
  'portal.ticket': row(customersTicket, 'NOT_SIGNED_IN'),
  'portal.reply': row(customersTicket, 'NOT_SIGNED_IN'),
  'portal.ticketChanges': row(customersTicket, 'NOT_SIGNED_IN'),
  'portal.close': row(customersTicket, 'NOT_SIGNED_IN'),
  'portal.reopen': row(customersTicket, 'NOT_SIGNED_IN'),
  'preview.start': row(reader, 'NOT_SIGNED_IN'),
  // For whoever holds the token, as an agent's browser does; it holds no more than the agent may read.
  'preview.at': row(readsTicket, 'NOT_SIGNED_IN'),
  'preview.open': open,
  'preview.choose': open,
  'preview.end': open,
  'portalSettings.status': row(agent, 'NOT_SIGNED_IN'),
  'portalSettings.get': row(agent, 'NOT_SIGNED_IN'),
  'portalSettings.set': row(setsPortal, 'NOT_SIGNED_IN'),
  'portalSettings.on': row(setsPortal, 'NOT_SIGNED_IN'),
  'portalSettings.off': row(setsPortal, 'NOT_SIGNED_IN'),
  'portalSettings.domain': row(agent, 'NOT_SIGNED_IN'),
  'portalSettings.verifyDomain': row(setsPortal, 'NOT_SIGNED_IN'),
  'portalSettings.filterEffect': row(agent, 'NOT_SIGNED_IN'),
  'portalSettings.filterFields': row(agent, 'NOT_SIGNED_IN'),
  'consent.show': row(agent, 'NOT_SIGNED_IN'),
  'consent.set': row(settles, 'NOT_SIGNED_IN'),
  'contacts.invite': row(settles, 'NOT_SIGNED_IN'),
  'portal.attachmentLimits': row(customer, 'NOT_SIGNED_IN'),
  'portal.upload': row(customer, 'NOT_SIGNED_IN'),
  // The example's upload is Maria's; to everybody else it is as if it did not exist.
  'portal.discardUpload': row({ ...notTheirFile, ...ownFile }, 'NOT_SIGNED_IN'),
  'portal.uploads': row(customer, 'NOT_SIGNED_IN'),
  'portal.attachment': row({ ...notTheirFile, ...ownFile, 'a colleague with sight': 'ok' }, 'NOT_SIGNED_IN'),
  'portal.articles': whileOn,
  'portal.article': whileOn,
  'portal.suggestArticles': whileOn,
  'kb.list': row(agent, 'NOT_SIGNED_IN'),
  'kb.view': row(agent, 'NOT_SIGNED_IN'),
  'kb.links': row(agent, 'NOT_SIGNED_IN'),
  'kb.snippet': row(agent, 'NOT_SIGNED_IN'),
  'kb.create': row(setsPortal, 'NOT_SIGNED_IN'),
  'kb.edit': row(setsPortal, 'NOT_SIGNED_IN'),
  'kb.publish': row(setsPortal, 'NOT_SIGNED_IN'),
  'kb.unpublish': row(setsPortal, 'NOT_SIGNED_IN'),
  'kb.move': row(setsPortal, 'NOT_SIGNED_IN'),
  'kb.delete': row(setsPortal, 'NOT_SIGNED_IN'),
  'kb.setLinks': row(setsPortal, 'NOT_SIGNED_IN'),
  'portalFile.pull': row(agent, 'NOT_SIGNED_IN'),
  'portalFile.plan': row(setsPortal, 'NOT_SIGNED_IN'),
  'portalFile.test': row(setsPortal, 'NOT_SIGNED_IN'),
  'portalFile.applyPlan': row(setsPortal, 'NOT_SIGNED_IN'),
  'live.changes': row(reader, 'NOT_SIGNED_IN'),
  'standup.sheet': row(reader, 'NOT_SIGNED_IN'),
  'audit.list': row(managesAgents, 'NOT_SIGNED_IN'),
  'audit.verify': row(managesAgents, 'NOT_SIGNED_IN'),
  ...Object.fromEntries(slackProcedures.map((name) => [`slack.${name}`, forSlack])),
};
