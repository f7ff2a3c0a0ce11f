/** A desk with three tickets, and what may be done to two of them: for what must be true whatever was done. */
import { buildProperty } from './builders.ts';
import type { World } from './world.ts';

type Agent = Awaited<ReturnType<World['as']>>;

export interface ActedDesk {
  world: World;
  ada: Agent;
  maria: Agent;
  number: number;
  /** Another ticket, of another customer, that is merged and taken out again. */
  other: number;
  /** One that nothing else is done to. */
  third: number;
  count: number;
  /** The message in Slack that became the latest note there. */
  said: string;
}

/** The first ticket's, in Slack. */
const thread = { teamId: 'T0POSTERN', channelId: 'C0SUPPORT', threadTs: '1.000100' };

/** What can happen; an act that the desk refuses has happened to nobody. */
export const ticketActs: Record<string, (desk: ActedDesk, ticket: number) => Promise<unknown>> = {
  take: ({ ada }, ticket) => ada.tickets.assign.mutate({ ticket, to: 'me' }),
  give: ({ ada }, ticket) => ada.tickets.assign.mutate({ ticket, to: 'bo' }),
  putBack: ({ ada }, ticket) => ada.tickets.assign.mutate({ ticket, to: 'none' }),
  urgent: ({ ada }, ticket) => ada.tickets.setPriority.mutate({ ticket, to: 'urgent' }),
  low: ({ ada }, ticket) => ada.tickets.setPriority.mutate({ ticket, to: 'low' }),
  tag: ({ ada }, ticket) => ada.tickets.tag.mutate({ ticket, add: ['billing', 'vip'] }),
  untag: ({ ada }, ticket) => ada.tickets.tag.mutate({ ticket, remove: ['billing'] }),
  move: ({ ada }, ticket) => ada.tickets.setStage.mutate({ ticket, to: 'Waiting on customer' }),
  close: ({ ada }, ticket) => ada.tickets.close.mutate({ ticket }),
  reopen: ({ ada }, ticket) => ada.tickets.reopen.mutate({ ticket }),
  snooze: ({ ada }, ticket) => ada.tickets.snooze.mutate({ ticket, until: null }),
  wake: ({ ada }, ticket) => ada.tickets.wake.mutate({ ticket }),
  plan: ({ ada }, ticket) =>
    ada.tickets.setProperty.mutate({ ticket, values: [{ key: 'plan', value: 'Pro' }] }),
  noPlan: ({ ada }, ticket) =>
    ada.tickets.setProperty.mutate({ ticket, values: [{ key: 'plan', value: null }] }),
  note: (desk, ticket) =>
    desk.ada.tickets.note.mutate({
      ticket,
      body: `Note ${desk.count}`,
      requestId: `request-note-${desk.count}`,
    }),
  reply: async (desk, ticket) => {
    const { audience } = await desk.ada.tickets.view.query({ ticket });
    const reply = { ticket, body: `Reply ${desk.count}`, audienceHash: audience.hash };
    return desk.ada.tickets.reply.mutate({ ...reply, requestId: `request-reply-${desk.count}` });
  },
  write: (desk, ticket) =>
    desk.maria.portal.reply.mutate({
      ticket,
      body: `Still ${desk.count}`,
      requestId: `request-write-${desk.count}`,
    }),
  settle: (desk, ticket) =>
    desk.maria.portal.close.mutate({
      ticket,
      body: `Thanks ${desk.count}`,
      requestId: `request-settle-${desk.count}`,
    }),
  toTeam: ({ ada }, ticket) => ada.tickets.assign.mutate({ ticket, to: '@Billing' }),
  noTeam: ({ ada }, ticket) => ada.tickets.assign.mutate({ ticket, to: '@none' }),
  follow: ({ ada }, ticket) => ada.tickets.follow.mutate({ ticket }),
  unfollow: ({ ada }, ticket) => ada.tickets.unfollow.mutate({ ticket }),
  call: (desk, ticket) =>
    desk.ada.tickets.note.mutate({
      ticket,
      body: `@bo, look at this ${desk.count}`,
      requestId: `request-call-${desk.count}`,
    }),
  link: ({ ada, number, third }, ticket) =>
    ada.tickets.link.mutate({ ticket, to: ticket === number ? third : number, as: 'parent' }),
  unlink: ({ ada, number, third }, ticket) =>
    ada.tickets.unlink.mutate({ ticket, to: ticket === number ? third : number }),
  join: ({ ada }, ticket) => ada.tickets.changeContacts.mutate({ ticket, add: ['noor@acme.example'] }),
  leave: ({ ada }, ticket) => ada.tickets.changeContacts.mutate({ ticket, remove: ['noor@acme.example'] }),
  slackNote: (desk) => {
    desk.said = `1.${desk.count}`;
    const said = { ...thread, userId: 'U0KIM', authorName: 'Kim' };
    const text = `Said in Slack ${desk.count}`;
    return desk.world.asSlack().slack.threadNote.mutate({ ...said, ts: desk.said, text, uploads: [] });
  },
  slackEdit: ({ world, said, count }) =>
    world.asSlack().slack.reviseNote.mutate({
      ...{ teamId: thread.teamId, channelId: thread.channelId, ts: said, text: `Changed ${count}` },
      editedAt: world.core.clock.now().toISOString(),
    }),
  slackDelete: ({ world, said }) =>
    world
      .asSlack()
      .slack.withdrawNote.mutate({ teamId: thread.teamId, channelId: thread.channelId, ts: said }),
  merge: ({ ada, other }, into) => ada.tickets.merge.mutate({ ticket: other, into, withPeople: true }),
  unmerge: ({ ada, other }) => ada.tickets.unmerge.mutate({ ticket: other }),
};

export async function createActedDesk(world: World): Promise<ActedDesk> {
  const ada = await world.as(await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' }));
  await world.agent({ name: 'Bo Lindqvist', email: 'bo@postern.example' });
  const maria = await world.contact({ name: 'Maria', email: 'maria@acme.example' });
  const chen = await world.contact({ name: 'Chen', email: 'chen@globex.example' });
  await world.contact({ name: 'Noor', email: 'noor@acme.example' });
  await world.inTransaction((work) =>
    buildProperty(work, {
      key: 'plan',
      label: 'Plan',
      type: 'SELECT',
      options: ['Pro', 'Basic'],
      audience: 'INTERNAL',
    }),
  );
  await world.inTransaction(({ tx }) => tx.inbox.updateMany({ data: { customersClose: true } }));
  const { id, number } = await world.ticket({ from: maria });
  await world.inTransaction(({ tx }) =>
    tx.slackLink.create({ data: { ...thread, id: 'slk_1', ticketId: id, lastTs: thread.threadTs } }),
  );
  const other = (await world.ticket({ from: chen })).number;
  const third = (await world.ticket({ from: maria })).number;
  await ada.teams.create.mutate({ name: 'Billing' });
  return { world, ada, maria: await world.as(maria), number, other, third, count: 0, said: '1.0' };
}
