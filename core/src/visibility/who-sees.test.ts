/** `who` is `why` the other way round; and the words both give for each gate. */
import { expect, test } from 'vitest';
import { parseQuery } from '../query/parse-query.ts';
import { contactGrammar } from '../query/query-tree.ts';
import { createWorld, type World } from '../testing/index.ts';
import { checkWhoSees } from './testing/check-who-sees.ts';

const isNightly = Boolean(process.env.POSTERN_NIGHTLY);

test(
  'N1: who sees a ticket and why agree for every contact and every ticket, whatever has happened',
  () => checkWhoSees(createWorld, { runs: isNightly ? 100 : 3, actsARun: 60 }),
  isNightly ? 3_600_000 : 120_000,
);

async function gates(world: World, number: number, contact: string) {
  const agent = await world.as(await world.agent());
  const { gates } = await agent.tickets.why.query({ ticket: number, contact });
  return gates.map(({ name, pass, detail }) => `${pass ? 'open' : 'SHUT'} ${name}: ${detail}`);
}

const change = (world: World, action: Parameters<World['inTransaction']>[0]) => world.inTransaction(action);

test('N1: each gate is named with its rule: the list, the way to the ticket, the part of the filter that fails', async () => {
  await using world = await createWorld();
  const acme = await world.organization({ name: 'Acme', sight: 'PER_MEMBER' });
  const maria = await world.contact({ name: 'Maria', organization: acme });
  const boss = await world.contact({ name: 'Boss', organization: acme, seesOrgTickets: true });
  const peer = await world.contact({ name: 'Peer', organization: acme });
  const { number, id } = await world.ticket({ from: maria });
  await change(world, async ({ tx, now }) => {
    const filter = parseQuery('organization:Acme', contactGrammar).tree;
    await tx.contactList.create({ data: { id: 'lst_acme', name: 'Acme people', createdAt: now, filter } });
    await tx.portalList.create({ data: { portalId: world.portalId, listId: 'lst_acme' } });
    await tx.portal.updateMany({
      data: { audience: 'LISTS', filter: parseQuery('pipeline:Support priority:>=normal').tree },
    });
  });
  expect(await gates(world, number, maria.email)).toEqual([
    'open portal: The portal "Acme Support" is on.',
    'open sign-in: This contact is not blocked from signing in.',
    'open audience: The contact is on the list "Acme people".',
    'open contact: The contact is on the ticket, as its requester.',
    'open filter: The ticket matches the filter pipeline:Support priority:>=normal.',
    'open hidden: The ticket is not spam, deleted or merged.',
  ]);
  expect((await gates(world, number, boss.email))[3]).toBe(
    'open contact: The ticket is of "Acme", and this contact is one of the members chosen to see its tickets.',
  );
  expect((await gates(world, number, peer.email))[3]).toBe(
    'SHUT contact: The contact is not on the ticket; "Acme" shows its tickets to chosen members, and this contact is not one of them.',
  );

  const other = await world.ticket({ from: maria });
  await change(world, async ({ tx }) => {
    await tx.organization.updateMany({ data: { sight: 'EVERYONE' } });
    await tx.inbox.updateMany({ where: { id: world.inboxId }, data: { confidential: true } });
    await tx.ticket.update({ where: { id }, data: { priority: 'LOW', mergedIntoId: other.id } });
    await tx.portalList.deleteMany({});
    await tx.contactList.create({
      data: { id: 'lst_vip', name: 'VIP', createdAt: world.core.clock.now() },
    });
    await tx.portalList.create({ data: { portalId: world.portalId, listId: 'lst_vip' } });
  });
  // Inboxes are remembered for a second.
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  expect((await gates(world, number, peer.email)).slice(2)).toEqual([
    'SHUT audience: The portal is for the list "VIP" alone, and this contact is not on it.',
    'open contact: The ticket is of "Acme", whose members all see its tickets.',
    'SHUT confidential: The inbox "Support" is confidential: the organization\'s sight stops there, and this contact is not on the ticket.',
    'SHUT filter: The ticket does not match the filter pipeline:Support priority:>=normal. It fails priority:>=normal.',
    `SHUT hidden: The ticket is merged into #${other.number}.`,
  ]);
  await change(world, ({ tx }) => tx.ticket.update({ where: { id }, data: { hidden: 'SPAM' } }));
  expect((await gates(world, number, maria.email)).at(-1)).toBe('SHUT hidden: The ticket is marked as spam.');
});

test('N1: a filter that cannot be used is named with its fault, to the team', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const { number } = await world.ticket({ from: maria });
  await change(world, ({ tx }) =>
    tx.portal.updateMany({ data: { filter: parseQuery('pipeline:Gone').tree } }),
  );
  expect((await gates(world, number, maria.email))[4]).toMatch(
    /^SHUT filter: The filter pipeline:Gone cannot be used, so it shows nothing: .*Valid are Internal, Support\.$/,
  );
  const agent = await world.as(await world.agent());
  const { items } = await agent.tickets.who.query({ ticket: number });
  expect(items).toMatchObject([{ visible: false, shutBy: 'filter' }]);
});

test('N1: who names those on the ticket first, then a bounded page of the organization, and counts the rest', async () => {
  await using world = await createWorld();
  const acme = await world.organization({ name: 'Acme', sight: 'EVERYONE' });
  const maria = await world.contact({ name: 'Maria', organization: acme });
  const blocked = await world.contact({ name: 'Blocked', organization: acme });
  for (const name of ['Ann', 'Ben', 'Cid', 'Dee']) await world.contact({ name, organization: acme });
  const stranger = await world.contact({ name: 'Stranger' });
  const { number, id } = await world.ticket({ from: maria });
  await change(world, async ({ tx, now }) => {
    await tx.ticketContact.create({ data: { ticketId: id, contactId: stranger.id, role: 'PARTICIPANT' } });
    await tx.ticketContact.create({ data: { ticketId: id, contactId: blocked.id, role: 'PARTICIPANT' } });
    await tx.contact.update({ where: { id: blocked.id }, data: { blockedAt: now } });
  });
  const agent = await world.as(await world.agent());
  const page = await agent.tickets.who.query({ ticket: number, limit: 3 });
  const short = (answer: typeof page) =>
    answer.items.map((item) => [item.contact.name, item.visible ? item.through : `not: ${item.shutBy}`]);
  expect(short(page)).toEqual([
    ['Maria', 'requester'],
    ['Blocked', 'not: sign-in'],
    ['Stranger', 'participant'],
    ['Ann', 'organization'],
    ['Ben', 'organization'],
    ['Cid', 'organization'],
  ]);
  expect(page).toMatchObject({ more: 1, nextCursor: 'cid@customer.example' });
  const rest = await agent.tickets.who.query({ ticket: number, limit: 3, cursor: page.nextCursor as string });
  expect(short(rest)).toEqual([['Dee', 'organization']]);
  expect(rest).toMatchObject({ more: 0, nextCursor: null });
});
