/** Merging with m: what it would do is said before it is done, a typed number works, and u takes it back. */
import { expect, test } from 'vitest';
import { openedInbox } from './agent-inbox.ts';
import { type Scene, scene } from './scene.ts';

/** Maria's ticket of the scene is the first row; a second one of hers stands in another list. */
async function withSecond(at: Scene) {
  const second = await at.desk.world.ticket({
    from: at.maria,
    subject: 'Sign-in again',
    says: 'Still empty.',
  });
  const bo = await at.desk.world.as(at.bo);
  const mergedInto = async (ticket: number) => (await bo.tickets.view.query({ ticket })).mergedInto;
  return { second, mergedInto };
}

test('the same requester comes first; nobody loses sight; both threads stand together, and u takes it back', async () => {
  await using at = await scene();
  const { second, mergedInto } = await withSecond(at);
  await using ada = await openedInbox(at, { query: `number:${at.ticket.number}` });
  await ada.keys('m');
  expect(ada.screen()).toContain(`Merge #${at.ticket.number} into`);
  expect(ada.screen()).toMatch(new RegExp(`› #${second.number} Sign-in again +Maria López`));
  await ada.keys('enter');
  expect(ada.screen()).toContain(`Merge #${at.ticket.number} into #${second.number} Sign-in again?`);
  expect(ada.screen()).toMatch(/› merge +nobody gains or loses sight/);
  await ada.keys('enter');
  expect(ada.screen()).toContain(`#${at.ticket.number} is merged into #${second.number}. u takes it back.`);
  expect(await mergedInto(at.ticket.number)).toBe(second.number);
  await using bo = await openedInbox(at, { query: `number:${second.number}` });
  await bo.keys('enter');
  expect(bo.screen()).toContain('The page stays empty.');
  expect(bo.screen()).toContain(`portal · #${at.ticket.number}`);
  await ada.keys('u');
  expect(ada.screen()).toContain(`Part #${at.ticket.number} from its ticket again? Whoever sees only one`);
  await ada.keys('y');
  expect(ada.screen()).toContain(`Undone: #${at.ticket.number} stands by itself.`);
  expect(await mergedInto(at.ticket.number)).toBeNull();
});

test('who would lose sight is named first, and leaving them apart is what Enter takes then', async () => {
  await using at = await scene();
  const { mergedInto } = await withSecond(at);
  const bo = await at.desk.world.as(at.bo);
  const { items } = await bo.tickets.list.query({ query: 'VAT' });
  const other = items[0]?.number ?? 0;
  await using ada = await openedInbox(at, { query: `number:${at.ticket.number}` });
  await ada.keys('m');
  ada.type(String(other));
  expect(ada.screen()).toMatch(new RegExp(`› #${other} +by its number`));
  await ada.keys('enter');
  expect(ada.screen()).toMatch(/› leave them apart/);
  expect(ada.screen()).toMatch(/merge +loses sight: Maria López/);
  expect(ada.screen()).toMatch(/its people join +will read more: Maria López/);
  expect(ada.screen()).toContain(`Merge #${at.ticket.number} into #${other} Invoice shows the wrong VAT?`);
  // A key that says no elsewhere must not bring what is graver under the cursor.
  for (const letter of ['n', 'y']) {
    ada.type(letter);
    expect(ada.screen()).toMatch(/› leave them apart/);
    ada.press('backspace');
  }
  ada.type('n');
  await ada.keys('enter');
  expect(ada.screen()).toContain('Nothing was merged.');
  expect(await mergedInto(at.ticket.number)).toBeNull();
  await ada.keys('m');
  ada.type(String(at.ticket.number));
  await ada.keys('enter');
  expect(ada.screen()).toContain('cannot be merged into itself');
});

test('a ticket that has changed since it was weighed is weighed again, not merged on the old answer', async () => {
  await using at = await scene();
  const { mergedInto } = await withSecond(at);
  await using ada = await openedInbox(at, { query: `number:${at.ticket.number}` });
  await ada.keys('m');
  await ada.keys('enter');
  const bo = await at.desk.world.as(at.bo);
  await bo.tickets.changeContacts.mutate({
    ticket: at.ticket.id,
    add: ['chen@globex.example'],
    create: true,
  });
  ada.press('enter');
  await ada.until(({ picker }) => picker?.title.startsWith('It has changed meanwhile.') === true);
  expect(await mergedInto(at.ticket.number)).toBeNull();
  expect(ada.screen()).toMatch(/› leave them apart/);
  expect(ada.screen()).toMatch(/merge +loses sight: chen@/);
});

test('whoever would lose sight is named whole, however many they are, as soon as the merge is at hand', async () => {
  await using at = await scene();
  const bo = await at.desk.world.as(at.bo);
  const names = [
    'Aisha Rahman',
    'Bruno Silva',
    'Camille Laurent',
    'Dmitri Sokolov',
    'Elif Demir',
    'Fatou Diop',
  ];
  for (const name of names) {
    const { email } = await at.desk.world.contact({ name });
    await bo.tickets.changeContacts.mutate({ ticket: at.ticket.id, add: [email] });
  }
  const { items } = await bo.tickets.list.query({ query: 'VAT' });
  await using ada = await openedInbox(at, {
    query: `number:${at.ticket.number}`,
    size: { columns: 80, rows: 24 },
  });
  await ada.keys('m');
  ada.type(String(items[0]?.number));
  await ada.keys('enter');
  expect(ada.screen()).toMatch(/› leave them apart/);
  const before = ada
    .screen()
    .split('\n')
    .findIndex((line) => line.includes('Merge #'));
  await ada.keys('down');
  expect(ada.screen()).toMatch(/› merge +lose sight: .*…/);
  const below = ada.screen().split(/│ ─+ │/)[1] ?? '';
  for (const name of [...names, 'Maria López']) expect(below.replace(/[│\s]+/g, ' ')).toContain(name);
  expect(
    ada
      .screen()
      .split('\n')
      .findIndex((line) => line.includes('Merge #')),
  ).toBe(before);
});
