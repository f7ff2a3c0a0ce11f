/** Random desks, random changes, and after them every list, count, search, page, refusal and mail of every customer. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { World } from '../../testing/index.ts';
import { anyAct } from './random-acts.ts';
import { type RandomDesk, randomDesk } from './random-desk.ts';

/** Notes and hidden tickets carry words to be recognised by; the rule is written a second time in `random-desk.ts`. */
export async function checkVisibility(
  makeWorld: () => Promise<World>,
  options: { runs: number; actsARun: number },
): Promise<void> {
  const { runs, actsARun } = options;
  await fc.assert(
    fc.asyncProperty(fc.array(anyAct(fc), { minLength: actsARun, maxLength: actsARun }), async (acts) => {
      await using world = await makeWorld();
      const desk = await randomDesk(world);
      for (const [index, act] of acts.entries()) {
        await desk.perform(act);
        expectAsForeseen(desk);
        await checkList(desk, act.contact);
        if (index % 25 === 24) await checkPages(desk, act.contact);
      }
      for (const contact of desk.contacts.keys()) await checkPages(desk, contact);
      await checkMails(desk);
      await checkAgentsPages(desk);
      expect(await desk.toldSoFar()).not.toMatch(/canary/);
    }),
    // Each run is a whole desk: making it smaller again would take minutes, and the seed repeats it.
    { numRuns: runs, endOnFailure: true },
  );
}

/** The list, page by page, is the set that the rule allows, in order, without gap or double; the counts agree. */
async function checkList(desk: RandomDesk, contact: number): Promise<void> {
  const expected = await desk.visibleTo(contact);
  for (const status of ['all', 'open', 'closed'] as const) {
    const wanted = expected.filter(({ isOpen }) => status === 'all' || isOpen === (status === 'open'));
    for (const limit of status === 'all' ? [2, 100] : [100]) {
      const pages = await desk.readList(contact, { status, limit });
      if ('code' in pages) {
        expect(pages.code).toBe(await desk.gateOf(contact));
        return;
      }
      expect(await desk.gateOf(contact)).toBe('ok');
      expect(pages.numbers).toEqual(wanted.map(({ number }) => number));
      expect(pages.counts).toEqual({
        open: expected.filter(({ isOpen }) => isOpen).length,
        closed: expected.filter(({ isOpen }) => !isOpen).length,
        waitingForYou: expected.filter(({ stage }) => stage === 'Waiting on customer').length,
      });
    }
  }
}

/** Each ticket's page, its gates as an agent asks for them, and searches for its words. */
async function checkPages(desk: RandomDesk, contact: number): Promise<void> {
  const visible = new Map((await desk.visibleTo(contact)).map((ticket) => [ticket.number, ticket]));
  const gate = await desk.gateOf(contact);
  for (const ticket of await desk.allTickets()) {
    const isVisible = visible.has(ticket.number);
    // The number of a merged ticket leads to the one that is left.
    const led =
      visible.get(ticket.number) ??
      [...visible.values()].find(({ mergedIds }) => mergedIds.includes(ticket.id));
    const page = await desk.readPage(contact, ticket.number);
    expect(page.code).toBe(gate === 'ok' && !led ? 'TICKET_NOT_FOUND' : gate);
    if (page.code === 'ok') expect([page.number, page.texts]).toEqual([led?.number, led?.publicTexts]);
    expect((await desk.why(contact, ticket.number)).visible).toBe(isVisible);
    if (gate === 'ok') await checkFiles(desk, contact, ticket, page.code === 'ok');
    // A third of the searches tells as much and takes a third of the time.
    if (gate !== 'ok' || (ticket.number + contact) % 3 !== 0) continue;
    const found = await desk.readList(contact, { search: ticket.word, limit: 100 });
    expect(found).toMatchObject({ numbers: isVisible ? [ticket.number] : [] });
  }
  if (gate !== 'ok') return;
  for (const search of ['canary', '"canary"', 'a canary', desk.lastCanary()]) {
    expect(await desk.readList(contact, { search, limit: 100 })).toMatchObject({ numbers: [] });
  }
}

/** A file opens for whoever reads its message; one of a note, or of a reply that waits, for no customer at all. */
async function checkFiles(
  desk: RandomDesk,
  contact: number,
  { files, number }: Awaited<ReturnType<RandomDesk['allTickets']>>[number],
  isRead: boolean,
): Promise<void> {
  for (const [index, { id, isPublic }] of files.entries()) {
    if (isPublic && (number + index + contact) % 3 !== 0) continue;
    const code = await desk.openFile(contact, id);
    if (isPublic && isRead) expect(code).toBe('ok');
    else expect(['ATTACHMENT_NOT_FOUND', 'BAD_INPUT']).toContain(code);
  }
}

/** A reply, a file, a closing and a reopening are taken for a visible ticket, and for no other. */
function expectAsForeseen({ lastTry }: RandomDesk): void {
  if (lastTry) expect(lastTry.code).toBe(lastTry.expected);
}

/** What would be mailed now tells nobody of a ticket that they may not see. */
async function checkMails(desk: RandomDesk): Promise<void> {
  for (const { contact, ticketId, isConnected, mail } of await desk.readMails()) {
    const seen = await desk.visibleTo(contact);
    expect('skip' in mail).toBe(
      !isConnected || !seen.some(({ id, mergedIds }) => id === ticketId || mergedIds.includes(ticketId)),
    );
    // Why none is sent is the agents' to read, and may name a filter of theirs.
    if (!('skip' in mail)) expect(JSON.stringify(mail)).not.toContain('canary');
  }
}

/** The agents' list in pages of three is the list in one piece, whatever the order and however many times are equal. */
async function checkAgentsPages(desk: RandomDesk): Promise<void> {
  for (const query of ['', 'is:open', 'sort:created', 'sort:-created', 'sort:number', 'sort:updated']) {
    const whole = await desk.agent.tickets.list.query({ query, limit: 200 });
    const numbers: number[] = [];
    let cursor: string | null = null;
    do {
      const page: typeof whole = await desk.agent.tickets.list.query({
        query,
        limit: 3,
        ...(cursor && { cursor }),
      });
      numbers.push(...page.items.map((ticket) => ticket.number));
      cursor = page.nextCursor;
    } while (cursor);
    expect(numbers).toEqual(whole.items.map((ticket) => ticket.number));
    const [count] = await desk.agent.tickets.counts.query({ queries: [query] });
    expect(count).toBe(numbers.length);
  }
}
