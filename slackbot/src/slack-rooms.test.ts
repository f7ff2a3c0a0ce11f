/** Looking whether a channel is safe: what was heard meanwhile counts more than what was asked before. */
import type { PosternClient } from '@postern/core';
import type { webApi } from '@slack/bolt';
import { expect, test } from 'vitest';
import { slackRooms } from './slack-rooms.ts';
import type { Log } from './slack-workspace.ts';

test('a good answer that was asked for before the channel changed is not remembered', async () => {
  const answers: PromiseWithResolvers<unknown>[] = [];
  const web = {
    conversations: {
      info: () => {
        const answer = Promise.withResolvers<unknown>();
        answers.push(answer);
        return answer.promise;
      },
      members: async () => ({ ok: true, members: [] }),
    },
  } as unknown as webApi.WebClient;
  const rooms = slackRooms({ web, client: {} as PosternClient, log: {} as Log });
  const look = () => rooms.requireSafe({ allowsGuests: false }, 'C0SUPPORT');

  const early = look();
  rooms.forget('C0SUPPORT');
  answers[0]?.resolve({ ok: true, channel: { name: 'support', is_member: true } });
  await early;
  const late = look();
  expect(answers).toHaveLength(2);
  answers[1]?.resolve({ ok: true, channel: { name: 'support', is_member: true, is_ext_shared: true } });
  await expect(late).rejects.toMatchObject({ as: 'SHARED' });
});
