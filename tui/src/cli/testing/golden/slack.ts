/** Golden runs of the verbs about Slack, on a desk that has none. */
import { setTimeout as pause } from 'node:timers/promises';
import type { TestDesk } from '../desk.ts';
import { fails, type GoldenFile, twice, works } from './runs.ts';

/** Ada is known in Slack from here on. */
const link = ({ world, ada }: TestDesk) =>
  world.asSlack().slack.linkPerson.mutate({
    ...{ teamId: 'T0POSTERN', userId: 'U0ADAOKAFOR' },
    profile: { email: ada.email, isBot: false, isGuestOrForeign: false, isDeleted: false },
  });

/** The bot reads one thread of a channel as soon as somebody asks for it. */
const readsPast = async ({ world }: TestDesk) => {
  const bot = world.asSlack().slack;
  const who = { teamId: 'T0POSTERN', teamName: 'Sample', botUserId: 'U0POSTERN', scopes: null };
  await bot.reportState.mutate({ ...who, isConnected: true, trouble: null });
  void (async () => {
    let due = await bot.dueImport.query();
    for (; !due; due = await bot.dueImport.query()) await pause(20);
    const said = [
      {
        ts: '1762162200.000100',
        userId: 'U0X',
        authorName: 'Kim',
        text: 'lena@globex.example cannot print.',
      },
      { ts: '1762162260.000100', userId: 'U0ADAOKAFOR', authorName: 'Ada', text: 'Their driver is old.' },
    ];
    const place = { teamId: 'T0POSTERN', channelId: 'C0HELP', threadTs: '1762162200.000100' };
    await bot.importThread.mutate({ importId: due.id, ...place, said });
    await bot.endImport.mutate({ id: due.id, failure: due.room === 'half' ? 'Slack went away.' : null });
  })();
};

export const slack: GoldenFile = {
  name: 'slack',
  runs: [
    ...twice('slack status'),
    fails(4, 'slack status', { isNobody: true }),
    works('slack connect', { isLong: true }),
    works('slack connect --json', { isLong: true }),
    fails(2, 'slack connect --check'),
    fails(2, 'slack connect --tokens-stdin', { stdin: 'nothing' }),
    ...twice('slack route list'),
    works('slack route add #support'),
    works('slack route add #billing tag:billing priority:high --json', {
      keep: ['route', /"(srt_[0-9a-z]+)"/],
    }),
    fails(2, 'slack route add #billing colour:red'),
    fails(2, 'slack route add "no channel"'),
    ...twice('slack route list'),
    fails(2, 'slack route list --fields what'),
    works('slack room #support --guests on --confidential on'),
    works('slack room #leads --fallback on --json'),
    fails(5, 'slack room #nowhere --guests on'),
    fails(2, 'slack room #support'),
    fails(2, 'slack room #support --guests perhaps'),
    works('slack route remove {route}'),
    works('slack route add #billing tag:billing --json', { keep: ['another', /"(srt_[0-9a-z]+)"/] }),
    works('slack route remove {another} --json'),
    fails(5, 'slack route remove srt_0000000000'),
    fails(2, 'slack import #help'),
    fails(2, 'slack import #help --since 30d'),
    fails(2, 'slack import #help --since someday'),
    works('slack import #help --since 30d --dry-run', { before: readsPast }),
    works('slack import #help --since 30d --stage closed', { before: readsPast }),
    works('slack import #help --since 30d --json', { before: readsPast }),
    fails(1, 'slack import #half --since 30d', { before: readsPast, isPartial: true }),
    fails(2, 'slack import #help --since 30d --stage Nowhere'),
    fails(5, 'slack import #help --since 30d --from nobody@acme.example'),
    works('slack strict on'),
    works('slack strict off --json'),
    fails(2, 'slack strict perhaps'),
    works('slack link', { keep: ['code', /^(\S+)$/m] }),
    works('slack link --json', { keep: ['again', /"code":"([^"]+)"/] }),
    fails(4, 'slack link', { isNobody: true }),
    works('slack notify answered off'),
    works('slack notify answered on --json'),
    fails(2, 'slack notify everything on'),
    fails(2, 'slack digest 8'),
    works('slack digest 8', { before: link }),
    works('slack digest off --json'),
    fails(2, 'slack digest 24'),
  ],
};
