/** What one person alone sees: answers to `/postern`, and the app's Home. */
import { expect, test } from 'vitest';
import { createSlackDesk, type SlackDesk, type SlackMessage, shownText, until } from './slack-desk.ts';

const support = 'C0SUPPORT';

/** Types it and answers what the person reads. */
async function typed(desk: SlackDesk, as: string, text: string, channel = support): Promise<string> {
  const before = desk.whispers().length;
  const { outcome } = await desk.emulator.act({ kind: 'slash', as, channel, text });
  expect(outcome).toBe('acknowledged');
  const whisper = await until(() => desk.whispers()[before]);
  return shownText(whisper as unknown as SlackMessage);
}

/** The same with other parts; the client is no plain object that could be copied. */
const replacing = <T extends object>(target: T, parts: Record<string, unknown>): T =>
  new Proxy(target, {
    get: (_, name) => (String(name) in parts ? parts[String(name)] : Reflect.get(target, name)),
  });

const strictly = async (desk: SlackDesk) =>
  (await desk.agent()).slackSettings.setStrict.mutate({ isStrict: true });

test('commands answer as the agent who typed, in inert words, and tell everybody else whom to ask', async () => {
  await using desk = await createSlackDesk();
  const { number } = await desk.fileWithCard('Cannot *sign* in <!channel>', 'The page stays empty.');
  expect(await typed(desk, 'ada', '/postern queue')).toContain(
    `#${number}  Cannot *sign* in <!channel>\nMaria López`,
  );
  expect(await typed(desk, 'ada', '/postern mine')).toBe('Yours: nothing.');
  await (await desk.agent()).tickets.claim.mutate({ ticket: number });
  expect(await typed(desk, 'ada', '/postern mine')).toContain(`#${number}`);
  expect(await typed(desk, 'bo', '/postern queue')).toBe('Unclaimed, the oldest first: nothing.');
  expect(await typed(desk, 'bo', '/postern find from:maria@acme.example "sign"')).toContain(`#${number}`);
  expect(await typed(desk, 'bo', '/postern find colour:red')).toMatch(/^Unknown field "colour:"/);
  expect(await typed(desk, 'bo', '/postern show 99999')).toBe('This ticket is gone, or you may not see it.');
  expect(await typed(desk, 'bo', '/postern what')).toMatch(/^There is no "\/postern what"/);
  await desk.emulator.act({ kind: 'slash', as: 'bo', channel: support, text: '/postern new' });
  expect(await until(() => desk.dialogs().find(({ owner }) => owner === 'U0BOLINDQV'))).toBeTruthy();
  for (const text of ['queue', 'mine', 'find sign', `show ${number}`])
    expect(await typed(desk, 'kim', `/postern ${text}`)).toContain('Only agents of this desk can do that.');
  for (const { blocks = [] } of desk.whispers() as unknown as SlackMessage[])
    expect(JSON.stringify(blocks)).not.toContain('mrkdwn');
});

test('"show" has buttons in the channel of cards alone, and none once it is not safe', async () => {
  await using desk = await createSlackDesk();
  const { number } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const show = async (channel: string) => {
    expect(await typed(desk, 'ada', `/postern show ${number}`, channel)).toContain('The page stays empty.');
    return JSON.stringify(desk.whispers().at(-1)).includes('ticket.reply');
  };
  expect(await show(support)).toBe(true);
  expect(await show('C0RANDOM')).toBe(false);
  await desk.emulator.act({ kind: 'share', channel: support });
  await until(async () => (await desk.parts.client.slack.rooms.query())[0]?.parkedBecause);
  expect(await show(support)).toBe(false);
  await (await desk.agent()).tickets.close.mutate({ ticket: number });
  expect(await typed(desk, 'ada', `/postern show ${number}`)).toContain('Closed by Ada Okafor');
});

test('what takes long is acknowledged in time and answered afterwards', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await using desk = await createSlackDesk({
    client: (client) => {
      const find = { query: (ask: never) => held.then(() => client.slack.find.query(ask)) };
      const slack = replacing(client.slack, { find });
      return replacing(client, { slack });
    },
  });
  const { outcome } = await desk.emulator.act({
    kind: 'slash',
    as: 'ada',
    channel: support,
    text: '/postern mine',
  });
  expect(outcome).toBe('acknowledged');
  expect(desk.whispers()).toEqual([]);
  release();
  const whisper = await until(() => desk.whispers()[0]);
  expect(shownText(whisper as unknown as SlackMessage)).toBe('Yours: nothing.');
});

test('in strict mode an address makes nobody an agent; a code does, once, and never a guest or a stranger', async () => {
  await using desk = await createSlackDesk();
  await strictly(desk);
  await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  expect(await typed(desk, 'ada', '/postern mine')).toContain('/postern link CODE');
  const code = async () => (await (await desk.agent()).slackSettings.linkCode.mutate()).linkCode;

  const old = await code();
  const first = await code();
  expect(await typed(desk, 'ada', `/postern link ${old}`)).toMatch(/^This code is wrong, used up/);
  expect(await typed(desk, 'guest', `/postern link ${first}`, 'C0RANDOM')).toMatch(
    /^Guests, bots and people/,
  );
  expect(await typed(desk, 'ada', `/postern link ${first.toLowerCase()}`)).toMatch(/^You are Ada Okafor/);
  expect(await typed(desk, 'bo', `/postern link ${first}`)).toMatch(/^This code is wrong, used up/);
  expect(await typed(desk, 'ada', '/postern mine')).toBe('Yours: nothing.');
  expect(await typed(desk, 'bo', '/postern mine')).toContain('you are not linked');

  const late = await code();
  desk.world.pass(10 * 60_000);
  expect(await typed(desk, 'bo', `/postern link ${late}`)).toMatch(/^This code is wrong, used up/);
});

interface HomeOf {
  person?: string;
  userId?: string;
  view: { blocks: SlackMessage['blocks']; private_metadata: string };
}

test('the Home shows an agent their lists page by page, follows changes, and greets everybody else', async () => {
  await using desk = await createSlackDesk();
  for (let count = 1; count <= 16; count += 1) await desk.file(`Question ${count}`, 'How?');
  const home = (id: string) => {
    const all = (desk.emulator.state() as unknown as { homes: unknown }).homes;
    const found = JSON.stringify(all).includes(id) && (all as HomeOf[]);
    const one = found ? found.find((each) => JSON.stringify(each).includes(id)) : undefined;
    return one ? shownText({ blocks: one.view.blocks ?? [] }) : '';
  };
  const press = (actionId: string) =>
    desk.emulator.act({ kind: 'click', as: 'ada', viewId: viewId(), actionId });
  const viewId = () => {
    const all = (desk.emulator.state() as unknown as { homes: { id: string }[] }).homes;
    return all.find((each) => JSON.stringify(each).includes('U0ADAOKAFOR'))?.id ?? '';
  };
  await desk.emulator.act({ kind: 'openHome', as: 'ada' });
  await until(() => home('U0ADAOKAFOR').includes('Nothing waits for you.'));
  expect(home('U0ADAOKAFOR')).toContain('You are Ada Okafor.');
  await press('home.unclaimed');
  await until(() => home('U0ADAOKAFOR').includes('Question 15'));
  expect(home('U0ADAOKAFOR')).not.toContain('Question 16');
  await press('home.next');
  await until(() => home('U0ADAOKAFOR').includes('Question 16'));
  expect(home('U0ADAOKAFOR')).toContain('page 2');
  await press('home.claim');
  await until(() => home('U0ADAOKAFOR').includes('My queue (1)'));
  await press('home.mine');
  await until(() => home('U0ADAOKAFOR').includes('Question 16'));

  const [mine] = (await (await desk.agent()).tickets.list.query({ query: 'assignee:me' })).items;
  await (await desk.agent()).tickets.close.mutate({ ticket: mine?.number ?? 0 });
  await until(() => home('U0ADAOKAFOR').includes('Nothing waits for you.'));

  await desk.emulator.act({ kind: 'openHome', as: 'kim' });
  await until(() => home('U0KIMPARK').includes('Only agents of this desk can do that.'));
  expect(home('U0KIMPARK')).not.toContain('Question');
});

test('when two claim one ticket in their Homes at one moment, one has it, and the other is told who', async () => {
  await using desk = await createSlackDesk();
  const number = await desk.file('Cannot sign in', 'The page stays empty.');
  const homeOf = (userId: string) => {
    const { homes } = desk.emulator.state() as unknown as { homes: (HomeOf & { id: string })[] };
    return homes.find((each) => JSON.stringify(each).includes(userId));
  };
  const people = { ada: 'U0ADAOKAFOR', bo: 'U0BOLINDQV' };
  const press = (as: keyof typeof people, actionId: string) =>
    desk.emulator.act({ kind: 'click', as, viewId: homeOf(people[as])?.id, actionId });
  const shows = (as: keyof typeof people, words: string) =>
    until(() => shownText({ blocks: homeOf(people[as])?.view.blocks }).includes(words));
  for (const as of ['ada', 'bo'] as const) {
    await desk.emulator.act({ kind: 'openHome', as });
    await shows(as, 'Unclaimed (1)');
    await press(as, 'home.unclaimed');
    await shows(as, 'Cannot sign in');
  }
  await Promise.all([press('ada', 'home.claim'), press('bo', 'home.claim')]);
  const [told] = await until(() => desk.dialogs().length > 0 && desk.dialogs());
  const owner = (await desk.view(number)).assignee?.name;
  expect(shownText({ blocks: told?.view.blocks as SlackMessage['blocks'] })).toBe(
    `${owner} has ticket #${number} already.`,
  );
  expect(told?.owner).toBe(owner === 'Ada Okafor' ? people.bo : people.ada);
  expect(desk.dialogs()).toHaveLength(1);
  for (const as of ['ada', 'bo'] as const) await shows(as, 'Every open ticket has an owner.');
});

test('when Slack asks for patience in the middle, everybody who looks at their Home sees the change in the end', async () => {
  await using desk = await createSlackDesk();
  const homes = () => (desk.emulator.state() as unknown as { homes: HomeOf[] }).homes;
  for (const as of ['ada', 'bo']) {
    const before = homes().length;
    await desk.emulator.act({ kind: 'openHome', as });
    await until(() => homes().length > before);
  }
  desk.emulator.planFault({ method: 'views.publish', kind: 'rateLimited' });
  await desk.file('Cannot sign in', 'The page stays empty.');
  await until(() => homes().every((each) => JSON.stringify(each).includes('Unclaimed (1)')));
});
