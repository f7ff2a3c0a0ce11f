/** What the team says in Slack and brings onto the desk: nothing of it is for customers. */
import type { ActsDesk } from './portal-acts.ts';

/** A thread becomes a ticket in the name of a contact, who sees it once they are put on it, and no word of the thread. */
export async function importThread(
  { world, agent, contacts, decided, next }: ActsDesk,
  { contact, canary }: { contact: number; canary: string },
): Promise<void> {
  const { slack } = world.asSlack();
  const teamId = 'T0POSTERN';
  const who = { teamId, teamName: 'Sample', botUserId: 'U0POSTERN', scopes: null };
  await slack.reportState.mutate({ ...who, isConnected: true, trouble: null });
  const { id: importId } = await agent.slackSettings.startImport.mutate({
    ...{ channel: '#past', since: '2025-01-01T00:00:00.000Z', isDryRun: false, takesSubjects: true },
    ...{ from: contacts[contact]?.email, requestId: `import-${canary}` },
  });
  const word = `word${next()}w`;
  const said = [`About ${word}`, `a canary ${canary} ${word}`].map((text, index) => ({
    ...{
      ts: `1762162${String(next()).padStart(3, '0')}.00010${index}`,
      userId: 'U0KIM',
      authorName: 'Kim',
      text,
    },
  }));
  const threadTs = said[0]?.ts ?? '';
  await slack.importThread.mutate({ importId, teamId, channelId: 'C0PAST', threadTs, said });
  await slack.endImport.mutate({ id: importId, failure: null });
  const { threads } = await agent.slackSettings.importState.query({ id: importId });
  const { id } = await agent.tickets.view.query({ ticket: threads[0]?.number as number });
  decided.words.set(id, word);
  decided.spoke.set(id, world.core.clock.now());
}
