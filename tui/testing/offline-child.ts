/** A process to be killed: fills the offline outbox without end, saying each act that is kept, or sends what it holds. */
import { failureOf, httpClient } from '@postern/core/client';
import { actFiles } from '../src/offline/act-files.ts';
import { sendActs } from '../src/offline/send-acts.ts';

const [job, folder = '', url = '', token = '', ticketId = '', round = ''] = process.argv.slice(2);
const me = 'ada@postern.example';
const files = actFiles(folder, { url, email: me });

if (job === 'fill') {
  for (let index = 0; ; index += 1) {
    const body = `note ${round}-${index}`;
    files.add(
      {
        ...{
          ticketId,
          number: null,
          subject: '',
          requestId: `kill-${round}-${index}`,
          version: null,
          seenAt: null,
        },
        deed: { kind: 'note', body },
      },
      Date.now(),
    );
    process.stdout.write(`${body}\n`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const client = httpClient({ url, token, source: 'TUI' });
await sendActs(
  {
    ...{ client, me, now: Date.now, wordsFor: ({ message }) => message },
    async ask(call) {
      try {
        return { ok: true, value: await call({}) };
      } catch (error) {
        return { ok: false, failure: failureOf(error) };
      }
    },
  },
  files,
  ({ kind }) => process.stdout.write(`${kind}\n`),
);
