/** The portal as a file: pull, plan, test and apply, and every way in which a file is refused. */
import { expect, test } from 'vitest';
import { failureOf, type PosternClient } from '../client.ts';
import { createWorld, outcomeOf, type World } from '../testing/index.ts';

interface Desk {
  world: World;
  agent: PosternClient;
  shown: number;
  internal: number;
}

async function openDesk(world: World): Promise<Desk> {
  const acme = await world.organization({ name: 'Acme', sight: 'EVERYONE' });
  const maria = await world.contact({ name: 'Maria', email: 'maria@acme.example', organization: acme });
  await world.contact({ name: 'Boss', email: 'boss@acme.example', organization: acme });
  const shown = await world.ticket({ from: maria, subject: 'Login' });
  const internal = await world.ticket({ from: maria, subject: 'Secret', inboxId: world.internalInboxId });
  const agent = await world.as(await world.agent());
  return { world, agent, shown: shown.number, internal: internal.number };
}

const planOf = (agent: PosternClient, text: string) => agent.portalFile.plan.query({ text });
const codeOf = async (call: Promise<unknown>) => (await outcomeOf(call)).code;

test('N2: what is pulled is commented, and planning it changes nothing', async () => {
  await using world = await createWorld();
  const { agent } = await openDesk(world);
  const { text } = await agent.portalFile.pull.query({});
  expect(text).toMatch(/^# The portal, as a file/);
  expect(text).toMatch(/\n# Which tickets the portal shows.*\n# Takes .*\nfilter: pipeline:Support\n/);
  const plan = await planOf(agent, text);
  expect(plan.differences).toEqual([]);
  expect(plan.radius).toMatchObject({ appear: { tickets: 0 }, vanish: { tickets: 0 } });
  expect(await agent.portalFile.pull.query({ text })).toEqual({ text });
});

test('N2: pulling into a file keeps its comments, its order and its tests', async () => {
  await using world = await createWorld();
  const { agent, shown } = await openDesk(world);
  const text = `# ours\ntitle: Old title # keep me\nfilter: is:open\ntests:\n  - maria@acme.example sees ${shown}\n`;
  const renewed = (await agent.portalFile.pull.query({ text })).text;
  expect(renewed).toContain('# ours\ntitle: Acme Support # keep me\nfilter: pipeline:Support\n');
  expect(renewed).toContain(`- maria@acme.example sees ${shown}\n`);
});

test('N2: a plan names what would appear and vanish, for whom, and writes nothing', async () => {
  await using world = await createWorld();
  const { agent, shown, internal } = await openDesk(world);
  const before = await world.core.db.read.auditEvent.count();
  const plan = await planOf(agent, 'filter: pipeline:Internal\n');
  expect(plan.differences).toEqual([
    { key: 'filter', before: 'pipeline:Support', after: 'pipeline:Internal' },
  ]);
  expect(plan.radius.appear).toEqual({
    tickets: 1,
    contacts: 2,
    firstTickets: [
      {
        number: internal,
        subject: 'Secret',
        inboxId: world.internalInboxId,
        contacts: 2,
        for: [
          { name: 'Boss', email: 'boss@acme.example' },
          { name: 'Maria', email: 'maria@acme.example' },
        ],
      },
    ],
    firstContacts: [
      { name: 'Boss', email: 'boss@acme.example' },
      { name: 'Maria', email: 'maria@acme.example' },
    ],
  });
  expect(plan.radius.vanish).toMatchObject({ tickets: 1, contacts: 2, firstTickets: [{ number: shown }] });
  expect(plan.radius).toMatchObject({ gainAccess: { total: 0 }, loseAccess: { total: 0 }, isAtLeast: false });
  expect(await world.core.db.read.auditEvent.count()).toBe(before);
  expect((await planOf(agent, 'filter: pipeline:Internal\n')).id).toBe(plan.id);
});

test('N2: a list as the audience names who would lose access', async () => {
  await using world = await createWorld();
  const { agent } = await openDesk(world);
  await world.inTransaction(async ({ tx, now }) => {
    await tx.contactList.create({ data: { id: 'lst_pilot', name: 'Pilot', createdAt: now } });
    const { id } = await tx.contact.findUniqueOrThrow({ where: { email: 'maria@acme.example' } });
    await tx.contactListMember.create({ data: { listId: 'lst_pilot', contactId: id, addedAt: now } });
  });
  const plan = await planOf(agent, 'audience: lists\nlists: [Pilot]\n');
  expect(plan.radius.loseAccess).toEqual({ total: 1, first: [{ name: 'Boss', email: 'boss@acme.example' }] });
  expect(plan.radius.vanish).toMatchObject({ tickets: 1, contacts: 1 });
  expect(plan.radius.appear.tickets).toBe(0);
});

test('N2: apply takes what its plan showed, all of it, with one event', async () => {
  await using world = await createWorld();
  const { agent, internal } = await openDesk(world);
  const text = `title: Acme Help\nfilter: pipeline:Internal\ntests:\n  - maria@acme.example sees ${internal}\n`;
  const { id } = await planOf(agent, text);
  const before = await world.core.db.read.auditEvent.count();
  const applied = await agent.portalFile.applyPlan.mutate({ text, plan: id });
  expect(applied).toMatchObject({ tests: 1, changed: [{ key: 'title' }, { key: 'filter' }] });
  expect(await world.core.db.read.auditEvent.count()).toBe(before + 1);
  const [event] = await world.core.db.read.auditEvent.findMany({ orderBy: { seq: 'desc' }, take: 1 });
  expect(event).toMatchObject({
    action: 'portal.applied',
    change: { before: { title: 'Acme Support' }, after: { title: 'Acme Help', filter: 'pipeline:Internal' } },
  });
  const maria = await world.core.db.read.contact.findUniqueOrThrow({
    where: { email: 'maria@acme.example' },
  });
  const customer = await world.as({ kind: 'contact', id: maria.id, name: 'Maria', email: maria.email });
  expect((await customer.portal.tickets.query({})).items.map(({ number }) => number)).toEqual([internal]);
});

test('N2: apply is refused after anything that matters: another setting, another file, another ticket or contact', async () => {
  const text = 'filter: pipeline:Internal\n';
  const between: [string, (desk: Desk) => Promise<unknown>][] = [
    ['a setting', ({ agent }) => agent.portalSettings.set.mutate({ settings: { title: 'Other' } })],
    [
      'a ticket that would appear',
      async ({ world }) =>
        world.ticket({ from: await world.contact({ name: 'Chen' }), inboxId: world.internalInboxId }),
    ],
    [
      'a contact who would see one',
      async ({ world }) => {
        const organization = await world.core.db.read.organization.findFirstOrThrow();
        return world.contact({ name: 'New', organization });
      },
    ],
    [
      'a merge',
      ({ world, internal, shown }) =>
        world.inTransaction(async ({ tx }) => {
          const into = await tx.ticket.findUniqueOrThrow({ where: { number: shown } });
          await tx.ticket.update({ where: { number: internal }, data: { mergedIntoId: into.id } });
        }),
    ],
  ];
  for (const [what, happen] of between) {
    await using world = await createWorld();
    const desk = await openDesk(world);
    const plan = await planOf(desk.agent, text);
    await happen(desk);
    // As every change of the desk does.
    await world.ticket({ from: await world.contact({ name: 'Nobody' }) });
    const { code } = await outcomeOf(desk.agent.portalFile.applyPlan.mutate({ text, plan: plan.id }));
    expect([what, code]).toEqual([what, 'SETTINGS_CHANGED']);
    expect((await world.core.db.read.portal.findFirstOrThrow()).filter).not.toMatchObject({
      values: [{ text: 'Internal' }],
    });
    const other = await codeOf(
      desk.agent.portalFile.applyPlan.mutate({ text: `${text}# more\n`, plan: plan.id }),
    );
    expect(other).toBe('SETTINGS_CHANGED');
    const anew = await planOf(desk.agent, text);
    expect(await codeOf(desk.agent.portalFile.applyPlan.mutate({ text, plan: anew.id }))).toBe('ok');
  }
});

test('N2: what does not matter does not stop an apply: a ticket that neither appears nor vanishes, a note, a sign-in', async () => {
  await using world = await createWorld();
  const { agent, shown } = await openDesk(world);
  const text = 'filter: pipeline:Support -priority:low\n';
  const plan = await planOf(agent, text);
  await world.ticket({ from: await world.contact(), subject: 'Another' });
  await agent.tickets.note.mutate({ ticket: shown, body: 'Hm', requestId: 'request-0001' });
  expect(await codeOf(agent.portalFile.applyPlan.mutate({ text, plan: plan.id }))).toBe('ok');
});

test('N2: two administrators apply at once: the second is refused, and nothing is mixed', async () => {
  await using world = await createWorld();
  const { agent } = await openDesk(world);
  const [one, two] = ['title: One\nslug: one\n', 'title: Two\nslug: two\n'];
  const plans = [await planOf(agent, one), await planOf(agent, two)];
  const outcomes = await Promise.all(
    [one, two].map((text, index) =>
      codeOf(agent.portalFile.applyPlan.mutate({ text, plan: plans[index]?.id ?? '' })),
    ),
  );
  expect(outcomes.sort()).toEqual(['SETTINGS_CHANGED', 'ok']);
  const { title, slug } = await world.core.db.read.portal.findFirstOrThrow();
  expect(title.toLowerCase()).toBe(slug);
});

test('N3: visibility tests are asked under the settings of the file, and stop an apply that would break them', async () => {
  await using world = await createWorld();
  const { agent, shown, internal } = await openDesk(world);
  const tests = (filter: string) =>
    `filter: ${filter}\ntests:\n  - maria@acme.example sees ${shown}\n  - "Boss@acme.example does not see #${internal}"\n  - who@x.example does not see ${shown}\n`;
  expect(await agent.portalFile.test.query({ text: tests('pipeline:Support') })).toEqual({
    isPortalOff: false,
    items: [
      { line: 3, text: `maria@acme.example sees ${shown}`, pass: true, detail: '' },
      { line: 4, text: `Boss@acme.example does not see #${internal}`, pass: true, detail: '' },
      {
        line: 5,
        text: `who@x.example does not see ${shown}`,
        pass: false,
        detail: 'There is no contact with the address who@x.example.',
      },
    ],
  });
  const text = tests('pipeline:Internal');
  const plan = await planOf(agent, text);
  expect(plan.tests.map(({ pass }) => pass)).toEqual([false, false, false]);
  const refusal = await agent.portalFile.applyPlan.mutate({ text, plan: plan.id }).catch(failureOf);
  expect(refusal).toMatchObject({ code: 'VISIBILITY_TESTS_FAILED' });
  expect((refusal as { hint: string }).hint).toContain(
    `Line 3: maria@acme.example sees ${shown}. Does not see it: #${shown} is hidden, or the filter leaves it out.`,
  );
  expect((refusal as { hint: string }).hint).toContain('Sees it.');
});

test('N2: a bad file is refused whole, every problem with its line and the nearest name', async () => {
  await using world = await createWorld();
  const { agent } = await openDesk(world);
  const text = [
    'title: Fine',
    'titel: Oops',
    'audience: everybody',
    'filter: pipeline:Nowhere',
    'kb.link: [a, [b]]',
    'tests:',
    '  - maria sees 1',
    '',
  ].join('\n');
  const refusal = (await planOf(agent, text).catch(failureOf)) as {
    code: string;
    message: string;
    hint: string;
  };
  expect(refusal).toMatchObject({
    code: 'BAD_INPUT',
    message: 'The file has 5 problems, so nothing of it was taken.',
  });
  expect(refusal.hint.split('\n').map((line) => line.slice(0, 8))).toEqual(
    [2, 3, 4, 5, 7].map((line) => `Line ${line}: `),
  );
  expect(refusal.hint).toContain('Did you mean "title"?');
  expect(refusal.hint).toContain('Valid are');
  expect(await codeOf(agent.portalFile.applyPlan.mutate({ text, plan: 'x' }))).toBe('BAD_INPUT');
  expect((await world.core.db.read.portal.findFirstOrThrow()).title).toBe('Acme Support');
});

test.each([
  ['YAML that is none', 'title: [', 1],
  ['the same key twice', 'title: A\ntitle: B\n', 2],
  ['a list at its top', '- title\n', 1],
  ['an alias', 'title: &a Hi\nslug: *a\n', 2],
  ['tests that are no list', 'tests: maria\n', 1],
])('N2: a file with %s is refused with its line', async (_what, text, line) => {
  await using world = await createWorld();
  const { agent } = await openDesk(world);
  const refusal = (await planOf(agent, text).catch(failureOf)) as { code: string; hint: string };
  expect([refusal.code, refusal.hint]).toEqual(['BAD_INPUT', expect.stringContaining(`Line ${line}: `)]);
});

test('N2: subjects that the agent may not read are left out of a plan', async () => {
  await using world = await createWorld();
  const { internal } = await openDesk(world);
  const agent = await world.agent();
  await world.inTransaction(({ tx }) =>
    tx.agentGrant.updateMany({
      where: { agentId: agent.id, permission: 'tickets.read' },
      data: { scope: world.inboxId },
    }),
  );
  const plan = await planOf(await world.as(agent), 'filter: pipeline:Internal\n');
  expect(plan.radius.appear.firstTickets).toMatchObject([{ number: internal, subject: '' }]);
});
