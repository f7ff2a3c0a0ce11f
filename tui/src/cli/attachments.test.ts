/** Files of messages on the command line: named with their size, whatever they are called. */
import { expect, test } from 'vitest';
import { openDesk } from './testing/desk.ts';

test('ticket view names the files of a message, and no name acts on the terminal', async () => {
  await using desk = await openDesk();
  const { world, maria } = desk;
  const upload = await world.upload(maria, { name: 'con\u001b[31msole.png', content: 'x'.repeat(86_016) });
  const ticket = await world.ticket({ from: maria, uploads: [upload] });
  const id = upload.replace('upl_', 'att_');
  const shown = await desk.postern(['ticket', 'view', String(ticket.number)], {
    isTerminal: true,
    env: { NO_COLOR: '1', LANG: 'C.UTF-8' },
  });
  expect(shown.stdout).toContain(`  Attached: con[31msole.png (84 KB) ${id}`);
  const json = await desk.postern(['ticket', 'view', String(ticket.number), '--json']);
  const { timeline } = JSON.parse(json.stdout) as { timeline: { attachments: unknown[] }[] };
  expect(timeline[0]?.attachments).toEqual([
    { id, fileName: 'con[31msole.png', bytes: 86_016, mediaType: 'text/plain' },
  ]);
  const found = await desk.postern(['ticket', 'list', 'has:attachment', '--json', '--fields', 'number']);
  expect(JSON.parse(found.stdout)).toMatchObject({ items: [{ number: ticket.number }] });
});
