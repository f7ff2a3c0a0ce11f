/** How long it takes from one front to the next: filing to the card, a reply to the portal, an answer to the terminal. */
import { samplePassword } from '../src/sample-desk/people.ts';
import { ask, poster, signInCustomer } from './bench-desk.ts';
import { type Figure, figure, summary } from './figures.ts';
import { type SampleDesk, startSampleDesk } from './sample-desk.ts';

const rounds = 60;

/** Each from the moment of sending to the moment it can be read there. */
export async function benchJourneys(): Promise<Figure[]> {
  await using desk = await startSampleDesk();
  const cookie = await signInCustomer(desk.url, 'maria@acme.example', samplePassword);
  const route = await bareRequest(desk);
  return [
    figure('file to card, p99', await fileToCard(desk, cookie), 'ms', 1_000, route),
    figure('reply to portal, p99', await replyToPortal(desk, cookie), 'ms', 1_000, route),
    figure('portal reply to open terminal, p99', await replyToTerminal(desk, cookie), 'ms', 1_000, route),
  ];
}

async function fileToCard(desk: SampleDesk, cookie: string): Promise<number> {
  const file = await poster(desk.url, cookie, '/support/tickets/new', (index) => ({
    subject: `Measured ${index}`,
    message: 'How long until the card?',
  }));
  return measure(async (index) => {
    await file(index);
    await until(async () => (await slackTexts(desk)).some((text) => text.includes(`Measured ${index}`)));
  });
}

async function slackTexts(desk: SampleDesk): Promise<string[]> {
  const response = await fetch(`${desk.emulatorUrl}/_/state`);
  const { messages } = (await response.json()) as { messages: { text: string }[] };
  return messages.map((message) => message.text);
}

async function replyToPortal(desk: SampleDesk, cookie: string): Promise<number> {
  const { audience } = await desk.agent.tickets.view.query({ ticket: 1042 });
  return measure(async (index) => {
    const body = `Measured answer number ${index}.`;
    await desk.agent.tickets.reply.mutate({
      ticket: 1042,
      body,
      audienceHash: audience.hash,
      requestId: `bench-answer-${index}`,
    });
    await until(async () =>
      (await ask(`${desk.url}/support/tickets/1042`, { headers: { cookie } })).body.includes(body),
    );
  });
}

async function replyToTerminal(desk: SampleDesk, cookie: string): Promise<number> {
  await using terminal = desk.openInbox();
  await terminal.waitFor('● live');
  await terminal.settled();
  terminal.press('/', 'ctrl+u');
  terminal.type('#1042');
  terminal.press('enter');
  await terminal.settled();
  terminal.press('enter');
  await terminal.settled();
  const reply = await poster(desk.url, cookie, '/support/tickets/1042', (index) => ({
    message: `Heard in the terminal ${index}.`,
  }));
  // Awaited here: the terminal is closed when this function ends.
  return await measure(async (index) => {
    await reply(index);
    await terminal.waitFor(`Heard in the terminal ${index}.`);
  });
}

async function measure(round: (index: number) => Promise<void>): Promise<number> {
  const measured: number[] = [];
  for (let index = 1; index <= rounds; index += 1) {
    const startedAt = performance.now();
    await round(index);
    measured.push(performance.now() - startedAt);
  }
  return summary(measured).p99;
}

/** One request that does next to nothing. */
async function bareRequest(desk: SampleDesk): Promise<number> {
  const measured: number[] = [];
  for (let index = 0; index < rounds; index += 1) {
    const startedAt = performance.now();
    await ask(`${desk.url}/healthz`);
    measured.push(performance.now() - startedAt);
  }
  return summary(measured).p50;
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + 10_000;
  while (!(await isTrue())) {
    if (performance.now() > giveUpAt) throw new Error('It did not arrive within 10 s.');
  }
}
