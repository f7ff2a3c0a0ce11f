/** Colour, logo and icon as settings: what is taken, what is refused and why, and what is kept of them. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Failure, failureOf } from '../client.ts';
import { createWorld, pictures } from '../testing/index.ts';

async function deskWithAda() {
  const world = await createWorld();
  const client = await world.as(await world.agent({ name: 'Ada Okafor' }));
  return { world, ada: client.portalSettings };
}

const refused = (call: Promise<unknown>): Promise<Failure> =>
  call.then(
    (answer) => {
      throw new Error(`Not refused: ${JSON.stringify(answer)}`);
    },
    (error: unknown) => failureOf(error),
  );

const base64 = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64');

test('S44: a colour that cannot be told from the page is refused with the nearest shade that can', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  const color = (text: string) => ada.set.mutate({ settings: { 'brand.color': text } });
  const failure = await refused(color('#FFD400'));
  expect(failure).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('its contrast') });
  const [nearest = ''] = /#[0-9a-f]{6}(?=\.$)/.exec(failure.message) ?? [];
  expect(failure.hint).toContain(`postern portal brand set color='${nearest}'`);
  await color(nearest);
  for (const odd of ['red', '#12345', 'url(x)', '#2f5d50;}', ''])
    if (odd !== '') expect((await refused(color(odd))).message).toContain('a colour such as');
  await color('A36');
  expect((await ada.get.query()).items.find(({ key }) => key === 'brand.color')?.value).toBe('#aa3366');
});

test.each(Object.entries(pictures))(
  'S44: a logo may be %s; the settings show its size, not its bytes',
  async (_, picture) => {
    const { world, ada } = await deskWithAda();
    await using _world = world;
    const logo = base64(picture.bytes);
    const { changed, revision } = await ada.set.mutate({ settings: { 'brand.logo': logo } });
    expect(changed[0]?.after).toContain(`${picture.width} × ${picture.height}`);
    const read = JSON.stringify(await ada.get.query());
    expect(read).toContain(`"bytes":${picture.bytes.length}`);
    expect(read).not.toContain(logo.slice(0, 40));
    const [event] = await world.core.db.read.auditEvent.findMany();
    expect(JSON.stringify(event)).not.toContain(logo.slice(0, 40));
    const hash = createHash('sha256').update(picture.bytes).digest('hex').slice(0, 12);
    const served = () => world.asNobody().portal.brandImage.query({ image: 'logo', hash });
    expect(await served()).toMatchObject({ content: logo });
    // The same once more is no change.
    expect(await ada.set.mutate({ settings: { 'brand.logo': logo } })).toEqual({
      changed: [],
      revision,
      invited: 0,
    });
    await ada.set.mutate({ settings: { 'brand.logo': null } });
    expect(await refused(served())).toMatchObject({
      code: 'ATTACHMENT_NOT_FOUND',
    });
    expect(await world.core.db.read.setting.findMany({ where: { key: 'brand.logo' } })).toEqual([]);
  },
);

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const tall = Buffer.from(pictures.png.bytes);
tall.writeUInt32BE(40_000, 20);

test.each([
  ['an SVG with script', svg, 'FILE_NOT_USABLE', 'may carry script'],
  ['an SVG behind a declaration', `<?xml version="1.0"?>${svg}`, 'FILE_NOT_USABLE', 'may carry script'],
  ['an empty file', '', 'FILE_NOT_USABLE', 'an empty file'],
  ['a text', 'This is no picture at all.', 'FILE_NOT_USABLE', 'no picture'],
  ['a page', '<!doctype html><title>x</title>', 'FILE_NOT_USABLE', 'no picture'],
  ['half a picture', pictures.png.bytes.subarray(0, 40), 'FILE_NOT_USABLE', 'no picture'],
  ['a picture that claims to be huge', tall, 'FILE_NOT_USABLE', '40 × 40000 pixels'],
  ['a file of 300 KB', Buffer.alloc(300 * 1024), 'FILE_TOO_LARGE', '300 KB, of 256'],
])('S44: %s is refused as a logo, with the reason', async (_, content, code, told) => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  const settings = { title: 'Help', 'brand.logo': base64(content) };
  expect(await refused(ada.set.mutate({ settings }))).toMatchObject({
    code,
    message: expect.stringContaining(told),
    hint: expect.stringContaining('postern portal brand set logo=@FILE'),
  });
  expect(await world.core.db.read.setting.findMany({ where: { key: { startsWith: 'brand' } } })).toEqual([]);
  expect((await ada.status.query()).title).toBe('Acme Support');
});

test('an empty file takes no picture away; only none and nothing at all do', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  const set = (value: string | null) => ada.set.mutate({ settings: { 'brand.logo': value } });
  const hasLogo = async () =>
    (await ada.get.query()).items.find(({ key }) => key === 'brand.logo')?.value !== null;
  for (const gone of ['none', null]) {
    await set(base64(pictures.png.bytes));
    for (const empty of ['', ' \n']) expect((await refused(set(empty))).code).toBe('FILE_NOT_USABLE');
    expect(await hasLogo()).toBe(true);
    await set(gone);
    expect(await hasLogo()).toBe(false);
  }
});

test('S8: the checklist says what is set of the brand', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  const brand = async () => (await ada.status.query()).items.find(({ key }) => key === 'brand');
  expect(await brand()).toMatchObject({ state: 'advice', next: expect.stringContaining('portal brand set') });
  const icon = base64(pictures.ico.bytes);
  await ada.set.mutate({ settings: { 'brand.color': '#7a3b69', 'brand.favicon': icon } });
  expect(await brand()).toMatchObject({ state: 'done', detail: '#7a3b69, an icon' });
});

test('a portal that is off tells nothing of the brand, and its files are for whoever knows their hash', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  await ada.set.mutate({ settings: { 'brand.color': '#7a3b69', 'brand.logo': base64(pictures.png.bytes) } });
  const { portal } = world.asNobody();
  const on = await portal.info.query({ slug: 'support' });
  const hash = on.isOn ? (on.brand.palette?.hash ?? '') : '';
  expect(await portal.colors.query({ hash })).toMatchObject({ light: { brand: '#7a3b69', ink: '#ffffff' } });
  await ada.off.mutate({});
  expect(await portal.info.query({ slug: 'support' })).toEqual({
    isOn: false,
    slug: 'support',
    language: 'en',
  });
  for (const wrong of ['', '000000000000'])
    expect(await refused(portal.colors.query({ hash: wrong }))).toMatchObject({
      code: 'ATTACHMENT_NOT_FOUND',
    });
});
