/** Posting one message: refused blocks go out as plain text, and doubt is told apart from certainty. */
import { webApi } from '@slack/bolt';
import { expect, test } from 'vitest';
import { context } from '../render/text.ts';
import { UnsafeRoom } from '../slack-rooms.ts';
import type { SlackWorkspace } from '../slack-workspace.ts';
import { createPace } from './pace.ts';
import { MaybePosted, NotYet, type Posting, post } from './post.ts';

const refused = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error });

const posting: Posting = {
  room: { id: 'srm_1', allowsGuests: false },
  channelId: 'C0SUPPORT',
  threadTs: '1762162200.000100',
  rendered: { text: 'INTERNAL NOTE by Bo: hello', blocks: [context('INTERNAL NOTE by Bo')] },
  ticket: { id: 'tkt_1', number: 1042 },
  deliveryId: 'out_1',
  seq: 1,
};

/** A workspace whose `chat.postMessage` fails with these errors in turn, then answers. */
function workspaceThat(failures: unknown[], room: () => void = () => {}) {
  const calls: webApi.ChatPostMessageArguments[] = [];
  const postMessage = async (given: webApi.ChatPostMessageArguments) => {
    calls.push(given);
    if (failures.length > 0) throw failures.shift();
    return { ok: true, ts: '1.2', channel: 'C0SUPPORT', message: { thread_ts: posting.threadTs } };
  };
  const workspace = {
    web: { chat: { postMessage } },
    rooms: { requireSafe: async () => room(), forget: () => {} },
  } as unknown as SlackWorkspace;
  return { workspace, calls };
}

test('a message is inert and carries opaque ids alone', async () => {
  const { workspace, calls } = workspaceThat([]);
  expect(await post(workspace, createPace(), posting)).toEqual({
    channelId: 'C0SUPPORT',
    ts: '1.2',
    threadTs: posting.threadTs,
  });
  expect(calls).toEqual([
    {
      channel: 'C0SUPPORT',
      thread_ts: posting.threadTs,
      text: posting.rendered.text,
      blocks: posting.rendered.blocks,
      metadata: { event_type: 'postern_delivery', event_payload: { d: 'out_1', t: 'tkt_1', k: 'entry' } },
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    },
  ]);
});

test('refused blocks go out as plain text, once', async () => {
  const { workspace, calls } = workspaceThat([refused('invalid_blocks')]);
  await post(workspace, createPace(), posting);
  expect(calls).toHaveLength(2);
  expect(calls[1]).not.toHaveProperty('blocks');
  expect(calls[1]).toMatchObject({ text: expect.stringContaining('postern ticket view 1042') });

  const hopeless = workspaceThat([refused('invalid_blocks'), refused('msg_too_long')]);
  await expect(post(hopeless.workspace, createPace(), posting)).rejects.toThrow('msg_too_long');
});

test('a broken call leaves doubt, a refusal does not', async () => {
  const broken = workspaceThat([new webApi.WebAPIHTTPError(502, 'bad gateway', {}, '')]);
  await expect(post(broken.workspace, createPace(), posting)).rejects.toBeInstanceOf(MaybePosted);
  const plain = workspaceThat([refused('not_in_channel')]);
  await expect(post(plain.workspace, createPace(), posting)).rejects.toMatchObject({
    as: 'LEFT',
    message: expect.stringContaining('not_in_channel'),
  });
});

test('an unsafe room is never posted into', async () => {
  const { workspace, calls } = workspaceThat([], () => {
    throw new UnsafeRoom('SHARED', '#support is shared with another organization.');
  });
  await expect(post(workspace, createPace(), posting)).rejects.toBeInstanceOf(UnsafeRoom);
  expect(calls).toEqual([]);
});

test('after a rate limit the next message waits without asking Slack', async () => {
  const pace = createPace();
  const { workspace, calls } = workspaceThat([new webApi.WebAPIRateLimitedError(30)]);
  const refusal = await post(workspace, pace, posting).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(NotYet);
  expect((refusal as NotYet).afterMs).toBeGreaterThan(29_000);
  await expect(post(workspace, pace, { ...posting, deliveryId: 'out_2' })).rejects.toBeInstanceOf(NotYet);
  expect(calls).toHaveLength(1);
});

test('what Slack refuses in its turn goes before those that were given a later one', async () => {
  let now = 0;
  const pace = createPace(() => now);
  pace.slowDown('C0SUPPORT', 1_000);
  const { workspace, calls } = workspaceThat([new webApi.WebAPIRateLimitedError(2)]);
  const send = (deliveryId: string) =>
    post(workspace, pace, { ...posting, deliveryId }).then(
      () => 0,
      (error: NotYet) => error.afterMs,
    );
  expect([await send('a'), await send('b'), await send('c')]).toEqual([1_000, 2_000, 3_000]);
  now = 1_000;
  const refused = await send('a');
  expect(calls).toHaveLength(1);
  // Slack's two seconds, and up to a quarter of one by chance.
  expect(refused).toBeGreaterThanOrEqual(2_000);
  expect(refused).toBeLessThan(2_300);
  expect([await send('b'), await send('c')]).toEqual([refused + 1_000, refused + 2_000]);
});
