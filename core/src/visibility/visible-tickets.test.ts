/** What customers see, against a rule written a second time in plain code. */
import { expect, test } from 'vitest';
import { wideOrganization } from '../portal/my-ticket-rows.ts';
import { fewEnoughToRead } from '../portal/search-my-tickets.ts';
import { createWorld } from '../testing/index.ts';
import { checkVisibility } from './testing/check-visibility.ts';

const isNightly = Boolean(process.env.POSTERN_NIGHTLY);

test(
  'a customer reads what the rule allows, and not a word besides',
  () => checkVisibility(createWorld, { runs: isNightly ? 100 : 4, actsARun: 75 }),
  isNightly ? 3_600_000 : 120_000,
);

test.each([
  ['begins with the few tickets that hold a word', { tickets: 0, messages: 0 }],
  ['asks each ticket for its words', { tickets: 0, messages: 0, many: 1 }],
])(
  'a customer reads the same where their organization is a large one and a search %s',
  async (_way, limits) => {
    const before = { wide: { ...wideOrganization }, few: { many: undefined, ...fewEnoughToRead } };
    Object.assign(wideOrganization, { tickets: 1 });
    Object.assign(fewEnoughToRead, limits);
    try {
      await checkVisibility(createWorld, { runs: isNightly ? 20 : 1, actsARun: 75 });
    } finally {
      Object.assign(wideOrganization, before.wide);
      Object.assign(fewEnoughToRead, before.few);
    }
  },
  isNightly ? 3_600_000 : 120_000,
);

test('every gate that shuts is named, in the order in which they are passed', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  const maria = await world.contact({ email: 'maria@acme.example' });
  const chen = await world.contact({ email: 'chen@globex.example' });
  const { number, id } = await world.ticket({ from: maria });
  const why = async (contact: string) => {
    const { visible, gates } = await agent.tickets.why.query({ ticket: number, contact });
    return { visible, shut: gates.filter(({ pass }) => !pass).map(({ name }) => name) };
  };
  const change = (action: Parameters<typeof world.inTransaction>[0]) => world.inTransaction(action);

  expect(await why(' Maria@ACME.example ')).toEqual({ visible: true, shut: [] });
  expect(await why(chen.email)).toEqual({ visible: false, shut: ['contact'] });
  const internal = await world.ticket({ from: maria, inboxId: world.internalInboxId });
  const filtered = await agent.tickets.why.query({ ticket: internal.number, contact: maria.email });
  expect(filtered.gates.map(({ name, pass }) => [name, pass])).toEqual([
    ['portal', true],
    ['sign-in', true],
    ['audience', true],
    ['contact', true],
    ['filter', false],
    ['hidden', true],
  ]);
  await change(({ tx }) => tx.ticket.update({ where: { id }, data: { mergedIntoId: internal.id } }));
  expect(await why(maria.email)).toEqual({ visible: false, shut: ['hidden'] });
  await change(({ tx, now }) => tx.contact.update({ where: { id: maria.id }, data: { blockedAt: now } }));
  expect(await why(maria.email)).toEqual({ visible: false, shut: ['sign-in', 'hidden'] });
  await change(({ tx }) => tx.portal.updateMany({ data: { enabled: false } }));
  expect(await why(maria.email)).toEqual({ visible: false, shut: ['portal', 'sign-in', 'hidden'] });
});
