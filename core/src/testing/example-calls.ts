import { hashPassword } from '../auth/passwords.ts';
import { failureOf, type PosternClient } from '../client.ts';
import { appRouter } from '../router.ts';
import { markAsSampleDesk } from '../sample-mark.ts';
import type { BuiltAgent, BuiltContact, BuiltTicket } from './builders.ts';
import type { World } from './world.ts';

export const examplePassword = 'postern-demo';

/** Stands in every text of the example ticket, so that it is recognised wherever it shows. */
export const exampleCanary = 'zebracanary';

export interface ExampleDesk {
  world: World;
  maria: BuiltContact;
  ada: BuiltAgent;
  bo: BuiltAgent;
  /** Ada as Slack knows her; already linked. */
  slackPerson: { teamId: string; userId: string };
}

/** Maria, Ada, Ada's Slack person, and Bo, who reads alone, on a sample desk where anybody may register. */
export async function exampleDesk(world: World): Promise<ExampleDesk> {
  const passwordHash = await hashPassword(examplePassword);
  const organization = await world.organization({ name: 'Acme' });
  const maria = await world.contact({ name: 'Maria López', organization, passwordHash });
  const ada = await world.agent({ name: 'Ada Okafor', passwordHash });
  const bo = await world.agent({ name: 'Bo Lindqvist', permissions: ['tickets.read', 'reports.read'] });
  const slackPerson = { teamId: 'T0001', userId: 'U0001' };
  await world.inTransaction(async (work) => {
    await markAsSampleDesk(work.tx);
    await work.tx.domain.updateMany({ data: { selfRegistration: true } });
    await work.tx.slackPerson.create({ data: { ...slackPerson, agentId: ada.id } });
  });
  return { world, maria, ada, bo, slackPerson };
}

/** A fresh ticket of Maria's with a message, a file, a note and a Slack thread. */
export async function exampleTicket({ world, maria, ada }: ExampleDesk): Promise<BuiltTicket> {
  const ticket = await world.ticket({
    from: maria,
    subject: `Cannot sign in ${exampleCanary}`,
    says: `The page stays empty. ${exampleCanary}`,
    uploads: [await world.upload(maria, { name: `console ${exampleCanary}.txt`, content: 'GET / 200' })],
    turns: [{ from: ada, notes: `Her office moved. ${exampleCanary}` }],
  });
  const thread = { teamId: 'T0001', channelId: 'C0001', threadTs: `${ticket.number}.000100` };
  await world.inTransaction((work) =>
    work.tx.slackLink.create({
      data: { ...thread, id: work.core.ids.next('slackLink'), ticketId: ticket.id, lastTs: thread.threadTs },
    }),
  );
  return ticket;
}

interface Procedure {
  _def: { type: 'query' | 'mutation' | 'subscription'; inputs: unknown[] };
}

/** Every procedure of the desk by its path, read from the router itself. */
export const procedures = appRouter._def.procedures as unknown as Record<string, Procedure>;

interface AnyProcedureClient {
  query(input: unknown): Promise<unknown>;
  mutate(input: unknown): Promise<unknown>;
  subscribe(
    input: unknown,
    on: { onData(data: unknown): void; onError(error: unknown): void },
  ): { unsubscribe(): void };
}

/** Calls a procedure by its path; of a subscription the answer is its first event. */
export async function callByPath(client: PosternClient, path: string, input: unknown): Promise<unknown> {
  let at: unknown = client;
  for (const part of path.split('.')) at = (at as Record<string, unknown>)[part];
  const target = at as AnyProcedureClient;
  const type = procedures[path]?._def.type;
  if (type === 'query') return target.query(input);
  if (type === 'mutation') return target.mutate(input);
  return new Promise((resolve, reject) => {
    const subscription = target.subscribe(input, {
      onData: (data) => {
        resolve(data);
        queueMicrotask(() => subscription.unsubscribe());
      },
      onError: reject,
    });
  });
}

/** What a call came to: `ok` or the code of its refusal, and everything the caller could read of it. */
export async function outcomeOf(
  call: Promise<unknown>,
): Promise<{ code: string; text: string; answer: unknown }> {
  return call.then(
    (answer) => ({ code: 'ok', text: JSON.stringify(answer) ?? '', answer }),
    (error: unknown) => {
      const failure = failureOf(error);
      return { code: failure.code, text: JSON.stringify(failure), answer: failure };
    },
  );
}
