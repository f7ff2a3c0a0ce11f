/** Golden runs of the verbs about Slack, on a desk that has none. */
import type { TestDesk } from '../desk.ts';
import { fails, type GoldenFile, twice, works } from './runs.ts';

/** Ada is known in Slack from here on. */
const link = ({ world, ada }: TestDesk) =>
  world.asSlack().slack.linkPerson.mutate({
    ...{ teamId: 'T0POSTERN', userId: 'U0ADAOKAFOR' },
    profile: { email: ada.email, isBot: false, isGuestOrForeign: false, isDeleted: false },
  });

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
