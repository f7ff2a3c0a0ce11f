/** A desk whose forms may ask for anything, and its customer who fills them in. */
import { failureOf, type PosternClient } from '../../client.ts';
import { parseQuery } from '../../query/parse-query.ts';
import { createWorld, type World } from '../../testing/index.ts';

/** The refusal of a call; throws when it is answered. */
export const refusal = (call: Promise<unknown>) =>
  call.then(
    (answer) => {
      throw new Error(`Not refused: ${JSON.stringify(answer)}`);
    },
    (error: unknown) => failureOf(error),
  );

/** The fields of a form, in their order. */
export const fieldsOf = async (agent: PosternClient, form: string) =>
  (await agent.forms.view.query({ form })).fields.map(({ field }) => field);

/** Gives the portal another filter. */
export const setFilter = (world: World, query: string) =>
  world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { filter: parseQuery(query).tree } }));

/** A desk with Ada, Maria, and properties that a form may ask for. */
export async function formDesk() {
  const world = await createWorld();
  const agent = await world.as(await world.agent({ name: 'Ada' }));
  const maria = await world.contact({ name: 'Maria' });
  const create = (key: string, type: string, options: string[] = [], audience: 'form' | 'portal' = 'form') =>
    agent.properties.create.mutate({ key, label: `The ${key}`, type, options, audience });
  await create('plan', 'select', ['Basic', 'Pro'], 'portal');
  await create('parts', 'multi-select', ['Web', 'App']);
  await create('seats', 'number');
  await create('due', 'date');
  await create('vip', 'yes-no');
  await create('ref', 'text');
  return {
    world,
    agent,
    maria,
    customer: await world.as(maria),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

export type FormDesk = Awaited<ReturnType<typeof formDesk>>;

let counter = 0;

/** Files with these answers, by the keys of the properties. */
export async function fileWith(
  { agent, customer, world }: FormDesk,
  answers: Record<string, string | string[]>,
  given: { subject?: string; body?: string; requestId?: string } = {},
) {
  counter += 1;
  const { fields } = await customer.portal.form.query();
  const view = await agent.forms.view.query({ form: 'Support' });
  const idOf = (key: string) => fields[view.fields.findIndex(({ field }) => field === key)]?.id ?? key;
  world.pass(1);
  return customer.portal.fileTicket.mutate({
    subject: 'Help',
    body: 'It does not work.',
    requestId: `request-${counter}`,
    ...given,
    answers: Object.entries(answers).map(([key, value]) => ({ field: idOf(key), values: [value].flat() })),
  });
}

/** The properties of a ticket, by their keys. */
export const valuesOf = async ({ agent }: FormDesk, ticket: number) => {
  const { properties } = await agent.tickets.view.query({ ticket });
  return Object.fromEntries(properties.map(({ key, value }) => [key, value]));
};
