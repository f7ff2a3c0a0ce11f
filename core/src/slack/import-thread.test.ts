/** A thread of Slack that is imported becomes one ticket, whatever made one of it before. */
import { expect, test } from 'vitest';
import { createWorld } from '../testing/world.ts';

const teamId = 'T0POSTERN';
const channelId = 'C0PAST';

test('a thread from whose message a ticket was made by hand is known, and makes no second one', async () => {
  const slackConfig = { botToken: 'xoxb-1', appToken: 'xapp-1', signingSecret: null, apiUrl: null };
  await using world = await createWorld({ config: { slack: { ...slackConfig, channel: '#support' } } });
  const ada = await world.agent({ name: 'Ada Okafor' });
  await world.contact({ name: 'Maria', email: 'maria@acme.example' });
  await world.inTransaction(({ tx }) =>
    tx.slackPerson.create({ data: { teamId, userId: 'U0ADA', agentId: ada.id } }),
  );
  const { slack } = world.asSlack();
  const said = (ts: string) => ({
    ts,
    userId: 'U0KIM',
    authorName: 'Kim',
    text: 'maria@acme.example called.',
  });
  const filing = {
    ...{ teamId, userId: 'U0ADA', from: 'maria@acme.example', subject: 'A call', body: 'You called.' },
    ...{ uploads: [], origin: { channelId, ts: '2.000100', link: null }, thread: [said('1.000100')] },
  };
  const first = await slack.fileTicket.mutate({ ...filing, requestId: 'request-1-of-test' });
  // The same message again is another ticket, as whoever filed it wished; the import names the first one.
  await slack.fileTicket.mutate({ ...filing, requestId: 'request-2-of-test' });
  const who = { teamId, teamName: 'Sample', botUserId: 'U0POSTERN', scopes: null };
  await slack.reportState.mutate({ ...who, isConnected: true, trouble: null });
  const agent = await world.as(ada);
  const { id } = await agent.slackSettings.startImport.mutate({
    ...{ channel: '#past', since: '2025-01-01T00:00:00.000Z', isDryRun: false, takesSubjects: false },
    requestId: 'import-of-test',
  });
  const thread = { importId: id, teamId, channelId };
  await slack.importThread.mutate({
    ...{ ...thread, threadTs: '1.000100', said: [said('1.000100'), said('2.000100')] },
  });
  await slack.importThread.mutate({ ...{ ...thread, threadTs: '3.000100', said: [said('3.000100')] } });
  const threads = await world.core.db.read.slackImportThread.findMany({ orderBy: { threadTs: 'asc' } });
  expect(threads).toMatchObject([
    { outcome: 'KNOWN', number: first.number },
    { outcome: 'TICKET', number: first.number + 2 },
  ]);
  expect(await world.core.db.read.ticket.count()).toBe(3);
});
