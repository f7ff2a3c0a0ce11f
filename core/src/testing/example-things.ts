/** Things that examples need, made anew for each, while those of earlier examples make room. */
import { brandViewOf, readBrand, writeBrand } from '../brand/brand.ts';
import type { PosternClient } from '../client.ts';
import { createFields, supportFields } from '../desk/create-desk.ts';
import type { World } from './world.ts';

/** One pixel, as PNG. */
const exampleLogoContent =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const exampleLogo = { type: 'png' as const, width: 1, height: 1, bytes: 70, sha256: '0'.repeat(64) };

let counter = 0;

const requestIdOf = (count: number) => `example-${count.toString().padStart(6, '0')}`;

/** The number of the example that begins now, and an id that no other has. */
export function nextExample(): { count: number; requestId: string } {
  counter += 1;
  return { count: counter, requestId: requestIdOf(counter) };
}

/** True of what an example before the last one made: two are compared with each other, and need their own. */
const isOld = (made: string) =>
  !made.endsWith(requestIdOf(counter)) && !made.endsWith(requestIdOf(counter - 1));

/** A property that nothing uses yet; those of examples before the last are gone. */
export async function exampleProperty(world: World, key: string): Promise<string> {
  const options = ['Pro', 'Basic'];
  await world.inTransaction(async ({ core, tx, now }) => {
    const unused = await tx.property.findMany({ where: { values: { none: {} }, fields: { none: {} } } });
    const old = unused.filter((property) => isOld(property.key)).map(({ id }) => id);
    await tx.property.deleteMany({ where: { id: { in: old } } });
    const id = core.ids.next('property');
    await tx.property.create({
      data: { id, key, label: 'Plan', type: 'SELECT', options, audience: 'FORM', createdAt: now },
    });
  });
  return key;
}

/** A colour and a logo; answers under which name the pages ask for the logo. */
export async function exampleBrand(world: World): Promise<string> {
  await world.inTransaction(async (work) => {
    const change = { facts: { color: '#2f5d50', logo: exampleLogo }, content: { logo: exampleLogoContent } };
    await writeBrand(work, await readBrand(work.tx), change);
  });
  return exampleLogo.sha256.slice(0, 12);
}

/** Under which name the pages ask for their colours. */
export async function exampleColors(world: World): Promise<string> {
  await exampleBrand(world);
  const { palette } = brandViewOf(await readBrand(world.core.db.read));
  return palette?.hash ?? '';
}

/** A mail that nobody could send. */
export async function exampleFailure(world: World): Promise<string> {
  return world.inTransaction(async ({ core, tx, now }) => {
    const id = core.ids.next('outboxItem');
    const item = { kind: 'EMAIL', key: id, queueKey: id, payload: {}, state: 'DEAD' };
    await tx.outboxItem.create({ data: { ...item, id, dueAt: now, createdAt: now } });
    return id;
  });
}

/** A view of Ada's own; earlier ones make room. */
export async function exampleView(client: PosternClient, name: string) {
  const { items } = await client.views.list.query();
  for (const { id } of items.filter((each) => !each.isShared).slice(0, -3))
    await client.views.delete.mutate({ view: id });
  return client.views.save.mutate({ name, query: 'is:open older:2d' });
}

/** A published article; the ones of earlier calls make room, for a knowledge base holds a thousand. */
export async function exampleArticle(client: PosternClient, mark: string) {
  for (const { id } of (await client.kb.list.query()).slice(0, -3))
    await client.kb.delete.mutate({ article: id });
  return client.kb.create.mutate({ title: `Passwords ${mark}`, body: 'Ask for another.', isPublished: true });
}

/** A form that no portal has; those of earlier examples are gone. */
export async function exampleForm(world: World, name: string): Promise<string> {
  await world.inTransaction(async (work) => {
    const { tx, core, now } = work;
    const unused = await tx.form.findMany({ where: { portals: { none: {} } } });
    const old = unused.filter((form) => isOld(form.name)).map(({ id }) => id);
    await tx.formField.deleteMany({ where: { formId: { in: old } } });
    await tx.form.deleteMany({ where: { id: { in: old } } });
    const id = core.ids.next('form');
    await tx.form.create({ data: { id, name, inboxId: world.inboxId, createdAt: now } });
    await createFields(work, id, supportFields);
  });
  return name;
}
