/** kill -9 between a customer's post and the Slack card: afterwards there is exactly one ticket and one card. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FaultKind } from '../src/slack-emulator/index.ts';
import { type E2eDesk, startDesk } from './desk.ts';
import { PortalVisitor, ticketNumberIn } from './portal-visitor.ts';
import { until } from './until.ts';

let desk: E2eDesk;
let emulatorPid: number;
beforeAll(async () => {
  desk = await startDesk();
  emulatorPid = desk.emulatorPid();
});
afterAll(() => desk?.[Symbol.asyncDispose]());

const cuts: {
  when: string;
  fault: { kind: FaultKind; method: string; ms?: number };
  /** What Slack's journal says when the desk is at this point. */
  sign: string;
  cardsAtDeath: number;
}[] = [
  {
    when: 'before the call that posts the card',
    fault: { kind: 'slow', method: 'conversations.info', ms: 60_000 },
    sign: 'slow hits conversations.info',
    cardsAtDeath: 0,
  },
  {
    when: 'during the call, which Slack takes in after the desk is gone',
    fault: { kind: 'slow', method: 'chat.postMessage', ms: 1_500 },
    sign: 'slow hits chat.postMessage',
    cardsAtDeath: 0,
  },
  {
    when: 'when the connection broke before Slack took the call in',
    fault: { kind: 'resetBeforeAccept', method: 'chat.postMessage' },
    sign: 'resetBeforeAccept hits chat.postMessage',
    cardsAtDeath: 0,
  },
  {
    when: 'after Slack has the card and before it has answered',
    fault: { kind: 'slowAfterAccept', method: 'chat.postMessage', ms: 60_000 },
    sign: 'chat.postMessage: ok',
    cardsAtDeath: 1,
  },
  {
    when: 'after Slack has the card and the answer was lost',
    fault: { kind: 'resetAfterAccept', method: 'chat.postMessage' },
    sign: 'chat.postMessage: ok',
    cardsAtDeath: 1,
  },
];

test.each(cuts)('killed $when: one ticket, one card', async (cut) => {
  await desk.slack.connected();
  const maria = await PortalVisitor.signedIn(desk.url, 'maria@acme.example');
  await desk.slack.planFault(cut.fault);
  const since = (await desk.slack.journal()).at(-1)?.seq ?? 0;
  const isReached = async () =>
    (await desk.slack.journal()).some(({ seq, summary }) => seq > since && summary.includes(cut.sign));

  const subject = `Conveyor stands still, ${cut.fault.kind} ${cut.fault.method}`;
  const number = await maria.fileTicket(subject, 'Nothing moves.');
  await until(isReached, { what: `the desk is at the point: ${cut.when}` });
  await desk.killHard();
  expect(await desk.slack.cards(number)).toHaveLength(cut.cardsAtDeath);

  await desk.restart();
  expect(desk.emulatorPid()).toBe(emulatorPid);
  const card = await desk.slack.card(number);
  await desk.delivered();
  expect((await desk.slack.cards(number)).map(({ ts }) => ts)).toEqual([card.ts]);
  const agent = await desk.agent();
  const { items } = await agent.tickets.list.query({ query: `"${subject}"` });
  expect(items.map((item) => item.number)).toEqual([number]);

  // The card is the desk's own: what follows hangs in its thread.
  await maria.reply(number, 'It moves again.');
  await desk.slack.inThread(card, 'It moves again.');
});

test('killed in the middle of thirty posts: each form is one ticket, and each that was confirmed is there', async () => {
  const maria = await PortalVisitor.signedIn(desk.url, 'maria@acme.example');
  const path = '/support/tickets/new';
  const hidden = await maria.formOn(path);
  const forms = Array.from({ length: 30 }, (_, index) => ({
    ...hidden,
    requestId: `${hidden.requestId}-${index}`,
    subject: `Crate ${index} of thirty`,
    message: `Contents of crate ${index}.`,
  }));
  const confirmed = new Map<string, number>();
  let killed: Promise<void> | undefined;
  const send = async (form: (typeof forms)[number]) => {
    const number = ticketNumberIn(await maria.post(path, form));
    expect(confirmed.get(form.requestId) ?? number).toBe(number);
    confirmed.set(form.requestId, number);
    if (confirmed.size === 8) killed ??= desk.killHard();
  };
  const outcomes = await Promise.allSettled(forms.map(send));
  await killed;
  const lost = outcomes.filter(({ status }) => status === 'rejected').length;
  expect(lost).toBeGreaterThan(0);
  expect(confirmed.size).toBeGreaterThanOrEqual(8);
  const beforeTheKill = new Map(confirmed);

  await desk.restart();
  // Nobody knows which of the others went in, so all are sent again, as a browser does on "reload".
  await Promise.all([...forms, ...forms].map(send));
  expect(confirmed.size).toBe(forms.length);
  for (const [requestId, number] of beforeTheKill) expect(confirmed.get(requestId)).toBe(number);
  expect(new Set(confirmed.values()).size).toBe(forms.length);

  const agent = await desk.agent();
  const { items } = await agent.tickets.list.query({ query: 'is:open "of thirty"', limit: 100 });
  expect(new Map(items.map(({ subject, number }) => [subject, number]))).toEqual(
    new Map(forms.map(({ subject, requestId }) => [subject, confirmed.get(requestId)])),
  );
  expect(items).toHaveLength(forms.length);
  await desk.delivered();
  for (const number of confirmed.values()) expect(await desk.slack.cards(number)).toHaveLength(1);
}, 60_000);
