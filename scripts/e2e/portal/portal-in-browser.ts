/** A small believable desk behind a real server and a real browser, for looking at the portal's pages. */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import {
  type BuiltAgent,
  type BuiltContact,
  type BuiltTicket,
  createWorld,
  type Turn,
  type World,
  worldBegins,
} from '@postern/core/testing';
import { Hono } from 'hono';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { portalFor } from '../../../web-portal/testing/portal-world.ts';
import { launchChromium } from '../../src/testing/chromium.ts';

export interface PortalInBrowser extends AsyncDisposable {
  readonly world: World;
  readonly url: string;
  readonly browser: Browser;
  readonly maria: BuiltContact;
  /** Answered, waiting for Maria. */
  readonly open: BuiltTicket;
  /** Closed yesterday. */
  readonly closed: BuiltTicket;
  /** Thirty messages, hostile and foreign text among them. */
  readonly long: BuiltTicket;
  /** What browsers complained about, such as a page that breaks its own security policy. */
  readonly consoleErrors: string[];
  /** A fresh profile, signed in as this person. */
  as(person: BuiltContact | null, options?: BrowserContextOptions): Promise<BrowserContext>;
}

const dayMs = 86_400_000;

/** Opens everything; the desk's clock shows the machine's time, as the browser's does. */
export async function openPortalInBrowser(): Promise<PortalInBrowser> {
  const [world, browser] = await Promise.all([createWorld(), launchChromium()]);
  world.pass(Date.now() - worldBegins.getTime());
  let routes = new Hono();
  const server = serve({ fetch: (request) => routes.fetch(request), hostname: '127.0.0.1', port: 0 });
  await new Promise((listening) => server.once('listening', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fail = (facts: object, message: string) => {
    throw new Error(`${message}: ${JSON.stringify(facts)}`);
  };
  routes = portalFor(world.core, { publicUrl: url, log: { warn: fail, error: fail } }).routes ?? routes;

  const consoleErrors: string[] = [];
  const people = await furnish(world);
  return {
    world,
    url,
    browser,
    ...people,
    consoleErrors,
    async as(person, options = {}) {
      const context = await browser.newContext({ locale: 'en-GB', ...options });
      // A page that answers 401 or 422 is meant to; what counts is what a page tries and may not.
      context.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          consoleErrors.push(message.text());
      });
      if (person)
        await context.addCookies([{ name: 'postern_portal', value: await world.tokenOf(person), url }]);
      return context;
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await new Promise((closed) => server.close(closed));
      await world[Symbol.asyncDispose]();
    },
  };
}

async function furnish(world: World) {
  const now = world.core.clock.now().getTime();
  const ago = (days: number, minutes = 0) => new Date(now - days * dayMs - minutes * 60_000);
  const acme = await world.organization({ name: 'Acme', sight: 'EVERYONE' });
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example', organization: acme });
  const jonas = await world.contact({ name: 'Jonas Weber', organization: acme });
  const ada = await world.agent({ name: 'Ada Okafor' });
  await furnishForm(world, ada);
  const subjects = [
    'Invoice 2231 shows the wrong VAT',
    'Please add two seats to our plan',
    'متى ستتوفر النسخة العربية؟',
    'Export stops at 10,000 rows and the file that comes out cannot be opened in any spreadsheet we have tried so far',
    'パスワードの再設定メールが届きません',
    'Webhook signature does not verify',
    'Change of billing address',
    'Screen reader skips the second step',
  ];
  for (const [index, subject] of subjects.entries()) {
    const at = ago(index * 4 + 2, index * 67);
    await world.ticket({
      from: index % 3 === 2 ? jonas : maria,
      subject,
      says: 'Details are in the message.',
      at,
      turns: [
        { from: ada, says: 'Thanks, we are looking into it.', at: new Date(at.getTime() + dayMs / 2) },
        ...(index % 2 ? [{ from: ada, closes: true as const, at: new Date(at.getTime() + dayMs) }] : []),
      ],
    });
  }
  const closed = await world.ticket({
    from: maria,
    subject: 'Cannot change the logo',
    says: 'The upload stays at 99 percent.',
    at: ago(9),
    turns: [
      { from: ada, says: 'That was a full disk on our side, it works again.', at: ago(1, 40) },
      { from: ada, closes: true, at: ago(1) },
    ],
  });
  const long = await world.ticket({
    from: maria,
    subject: 'Import <b>fails</b> at random & nobody knows why',
    says: 'It stops in the middle.\n\n<script>document.title = "broken"</script>\n\u202egnp.exe https://example.com/logs?a=1&b=2',
    at: ago(6),
    turns: Array.from({ length: 29 }, (_, index): Turn => {
      const when = ago(5, -index * 90);
      return index % 2
        ? { from: maria, says: `Try number ${index}: no change.`, at: when }
        : { from: ada, says: `Please send the log of run ${index}.`, at: when };
    }),
  });
  const open = await world.ticket({
    from: maria,
    subject: 'Cannot sign in to the portal',
    says: 'After the redirect the page stays empty. I tried Firefox and Chrome.',
    at: ago(2, 30),
    turns: [
      {
        from: maria,
        says: 'One more thing: my colleague Jonas has the same since this morning.\n\nBest regards\nMaria',
        at: ago(1, 50),
      },
      {
        from: ada,
        says: 'Thanks Maria. Could you send the time of the last try?\n\nWhat helps meanwhile: https://status.acme.example/sign-in (we post updates there).',
        at: ago(0, 3),
      },
    ],
  });
  const values = [
    { key: 'product', value: 'Team' },
    { key: 'seats', value: 25 },
  ];
  await (await world.as(ada)).tickets.setProperty.mutate({ ticket: open.number, values });
  return { maria, closed, long, open };
}

/** The form asks for a property of each type, one of them only with some answers; none has to be answered. */
async function furnishForm(world: World, ada: BuiltAgent) {
  const agent = await world.as(ada);
  const products = ['Starter', 'Team', 'Enterprise'];
  const parts = ['Web', 'Mobile app', 'Exports to files and tables and other programs that read them'];
  const add = async (
    property: { key: string; label: string; type: string; options?: string[] },
    wish = {},
  ) => {
    // They stand in the order in which they were made.
    world.pass(1);
    await agent.properties.create.mutate({ ...property, audience: 'portal' });
    await agent.forms.addField.mutate({ form: 'Support', field: property.key, ...wish });
  };
  await add({ key: 'product', label: 'Product', type: 'select', options: products }, { position: 2 });
  await add(
    { key: 'seats', label: 'Seats', type: 'number' },
    {
      position: 3,
      required: true,
      help: 'About how many people use it.',
      showIf: { field: 'product', values: ['Team', 'Enterprise'] },
    },
  );
  await add({ key: 'parts', label: 'Which parts are affected?', type: 'multi-select', options: parts });
  await add({ key: 'since', label: 'Since when?', type: 'date' });
  await add({ key: 'blocked', label: 'Does it keep you from working?', type: 'yes-no' });
}
