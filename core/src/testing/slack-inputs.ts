/** An example input for each procedure of Slack's. */
import { readersOf } from '../tickets/audience.ts';
import type { BuiltAgent, BuiltContact, BuiltTicket } from './builders.ts';
import { once } from './once.ts';
import type { World } from './world.ts';

const nothing = () => undefined;

export function slackInputs({
  world,
  ada,
  contact,
  attachment,
  slackPerson,
  ticket,
  otherTicket: other,
  requestId,
  count,
}: {
  world: World;
  ada: BuiltAgent;
  contact: BuiltContact;
  attachment: () => Promise<string>;
  slackPerson: { teamId: string; userId: string };
  ticket: BuiltTicket;
  otherTicket: () => Promise<number>;
  requestId: string;
  count: number;
}): Record<string, () => unknown> {
  const which = { ticket: ticket.number };
  const note = once(() => world.core.db.read.note.findFirstOrThrow({ where: { ticketId: ticket.id } }));
  const slackPlace = { teamId: slackPerson.teamId, channelId: 'C0SUPPORT', ts: '1762162200.000100' };
  const slackRoute = once(async () => {
    const route = { room: '#refunds', query: `tag:refund-${count}` };
    return (await (await world.as(ada)).slackSettings.addRoute.mutate(route)).id;
  });
  const slackRoom = once(async () => {
    await slackRoute();
    return (await world.asSlack().slack.rooms.query()).find(({ name }) => name === 'refunds')?.id ?? '';
  });
  const inThread = { channelId: 'C0001', threadTs: `${ticket.number}.000100`, ts: `${ticket.number}.000200` };
  const held = once(async () => {
    const audienceHash = (await readersOf(world.core.db.read, ticket.id)).hash;
    const reply = {
      ...which,
      body: 'We are on it.',
      audienceHash,
      requestId: `${requestId}-held`,
      holdSeconds: 60,
    };
    return (await (await world.as(ada)).tickets.reply.mutate(reply)).id;
  });
  const slackImport = once(async () => {
    const state = {
      trouble: null,
      teamId: slackPerson.teamId,
      teamName: null,
      botUserId: null,
      scopes: null,
    };
    await world.asSlack().slack.reportState.mutate({ ...state, isConnected: true });
    const wish = { channel: '#past', since: '2026-11-01T00:00:00.000Z', isDryRun: true };
    return (
      await (
        await world.as(ada)
      ).slackSettings.startImport.mutate({ ...wish, requestId: `${requestId}-import` })
    ).id;
  });
  const opened = once(() => world.asSlack().slack.openReply.mutate({ ...slackPerson, ticketId: ticket.id }));
  return {
    'slackSettings.status': nothing,
    'slackSettings.delay': nothing,
    'slackSettings.routes': nothing,
    'slack.rooms': nothing,
    'slack.retakeEvents': nothing,
    'slackSettings.addRoute': () => ({ room: '#urgent', query: 'priority:urgent' }),
    'slackSettings.removeRoute': async () => ({ route: await slackRoute() }),
    'slackSettings.setRoom': async () => {
      await slackRoute();
      return { room: '#refunds', isConfidential: true };
    },
    'slackSettings.setStrict': () => ({ isStrict: false }),
    'slackSettings.setup': nothing,
    // No address of Slack's is asked: without tokens there is nothing to ask about.
    'slackSettings.checkTokens': () => ({}),
    'slackSettings.startImport': async () => {
      await slackImport();
      return { channel: '#past', since: '2026-11-01T00:00:00.000Z', isDryRun: true, requestId };
    },
    'slackSettings.importState': async () => ({ id: await slackImport() }),
    'slack.dueImport': nothing,
    'slack.importThread': async () => ({
      importId: await slackImport(),
      ...{ teamId: slackPerson.teamId, channelId: 'C0PAST', threadTs: '1762162200.000100' },
      said: [
        {
          ts: '1762162200.000100',
          userId: slackPerson.userId,
          authorName: 'Ada',
          text: 'Who knows this customer?',
        },
      ],
    }),
    'slack.endImport': async () => ({ id: await slackImport(), failure: null }),
    'slackSettings.linkCode': nothing,
    'slackSettings.setNotice': () => ({ about: 'answered', isOn: true }),
    'slack.dm': () => ({ agentId: ada.id, subject: { about: 'digest', day: '2026-11-03' } }),
    'slackSettings.setDigest': () => ({ hour: 8 }),
    'slack.redeemLinkCode': async () => ({
      ...slackPerson,
      code: (await (await world.as(ada)).slackSettings.linkCode.mutate()).linkCode,
      profile: { email: ada.email, isBot: false, isGuestOrForeign: false, isDeleted: false },
    }),
    'slack.find': () => ({ ...slackPerson, query: 'is:open', limit: 5 }),
    'slack.show': () => ({ ...slackPerson, ...which, channelId: 'C0SUPPORT' }),
    'slack.home': () => ({ ...slackPerson, list: 'unclaimed', limit: 15 }),
    'slack.newestChange': nothing,
    'slack.reportState': () => ({
      isConnected: true,
      trouble: null,
      teamId: slackPerson.teamId,
      teamName: 'Postern Sample',
      botUserId: 'U0POSTERN',
      scopes: ['chat:write'],
    }),
    'slack.tellAccess': () => ({ refusedBecause: 'Slack says token_revoked.' }),
    'slack.parkRoom': async () => ({
      roomId: await slackRoom(),
      as: 'LEFT',
      because: 'Postern was removed.',
    }),
    'slack.backlog': () => ({ roomId: 'srm_0000000001' }),
    'slack.unparkRoom': async () => ({ roomId: await slackRoom() }),
    'slack.placeRoom': async () => ({ roomId: await slackRoom(), channelId: 'C0REFUNDS' }),
    'slack.passOn': async () => ({ ticketId: ticket.id, roomId: await slackRoom(), entry: null }),
    'slack.takeEvent': () => ({
      eventId: `Ev-${requestId}`,
      contentKey: null,
      teamId: slackPerson.teamId,
      type: 'message',
      body: {},
    }),
    'slack.dueEvents': () => ({ limit: 10 }),
    'slack.settleEvents': () => ({ outcomes: [{ seq: 1, failure: null }] }),
    'slack.reviseNote': () => ({
      ...slackPlace,
      text: 'Their firewall.',
      editedAt: '2026-11-03T10:00:00.000Z',
    }),
    'slack.withdrawNote': () => slackPlace,
    'slack.meetTeam': () => ({ teamId: slackPerson.teamId }),
    'slack.confirmPost': () => ({ ...slackPlace, deliveryId: 'out_1' }),
    'slack.postOfEntry': () => ({ roomId: 'srm_1', of: { op: 'note' as const, noteId: 'nte_1' } }),
    'slack.sentFrom': () => slackPlace,
    'slack.holdReply': () => ({ ...slackPerson, ...inThread, text: 'We are on it.' }),
    'slack.cancelReply': () => ({ ...slackPerson, channelId: inThread.channelId, ts: inThread.ts }),
    'slack.undoHeld': async () => ({ ...slackPerson, reply: await held() }),
    'slack.sendHeld': async () => ({ ...slackPerson, reply: await held() }),
    'slack.suspendPerson': () => ({ ...slackPerson, isSuspended: false }),
    'slack.personOf': () => ({ agentId: ada.id }),
    'slack.isLinked': () => slackPerson,
    'slack.linkPerson': () => ({
      ...slackPerson,
      profile: { email: ada.email, isBot: false, isGuestOrForeign: false, isDeleted: false },
    }),
    'slack.card': () => ({ ticketId: ticket.id }),
    'slack.threadEntry': async () => ({ op: 'note', noteId: (await note()).id }),
    'slack.openThreads': nothing,
    'slack.messagesKnown': () => ({ teamId: slackPerson.teamId, channelId: 'C0001', threadTs: '1.1' }),
    'slack.threadNote': () => ({
      ...slackPerson,
      channelId: 'C0001',
      threadTs: `${ticket.number}.000100`,
      ts: `${ticket.number}.${count.toString().padStart(6, '0')}`,
      authorName: 'Ada',
      text: 'Who knows this customer?',
    }),
    'slack.openReply': () => ({ ...slackPerson, ticketId: ticket.id }),
    'slack.sendReply': async () => ({ ...slackPerson, nonce: (await opened()).nonce, body: 'We are on it.' }),
    'slack.claim': () => ({ ...slackPerson, ...which }),
    'slack.close': () => ({ ...slackPerson, ...which }),
    'slack.reopen': () => ({ ...slackPerson, ...which }),
    'slack.takePress': () => ({
      ...slackPerson,
      on: '1762162200.000100',
      actionId: 'ticket.claim',
      actionTs: `${requestId}`,
    }),
    'slack.ticket': () => ({ ...slackPerson, ...which }),
    'slack.offeredAgents': () => ({ ...slackPerson, typed: 'a' }),
    'slack.offeredTickets': () => ({ ...slackPerson, ...which, typed: '' }),
    'slack.release': () => ({ ...slackPerson, ...which }),
    'slack.snooze': () => ({ ...slackPerson, ...which, until: 'tomorrow', timeZone: 'Europe/London' }),
    'slack.wake': () => ({ ...slackPerson, ...which }),
    'slack.assign': () => ({ ...slackPerson, ...which, toAgentId: ada.id }),
    'slack.setPriority': () => ({ ...slackPerson, ...which, to: 'high' }),
    'slack.mergeEffect': async () => ({ ...slackPerson, ...which, into: await other() }),
    'slack.merge': async () => ({ ...slackPerson, ...which, into: await other() }),
    'slack.toBin': () => ({ ...slackPerson, ...which }),
    'slack.noteFiles': () => ({ ...slackPerson, ...slackPlace, threadTs: '1762162200.000100' }),
    'slack.fileOut': async () => ({ itemId: 'out_1', attachmentId: await attachment() }),
    'slack.filePiece': async () => ({ attachmentId: await attachment() }),
    'slack.rememberFile': () => ({ itemId: 'out_1', slackFileId: 'F0FILE' }),
    'slack.mayFile': () => slackPerson,
    'slack.fileTicket': () => ({
      ...slackPerson,
      from: contact.email,
      subject: 'Cannot print',
      body: 'The printer is quiet.',
      uploads: [],
      requestId: `filed-${requestId}`,
      origin: { channelId: 'C0SUPPORT', ts: '1762162200.000100', link: null },
      thread: [],
    }),
    'slack.shownReply': () => ({ ...slackPerson, ticketId: ticket.id }),
    'slack.publicNames': () => ({ teamId: slackPerson.teamId, userIds: [slackPerson.userId] }),
    'slack.fileLimits': nothing,
    'slack.upload': () => ({
      ...slackPerson,
      name: 'fix.txt',
      bytes: Buffer.from('Turn it on.').toString('base64'),
    }),
    'slack.uploads': () => ({ ...slackPerson, uploads: [] }),
    'slack.binned': () => ({ ticketId: ticket.id, roomId: null }),
  };
}
