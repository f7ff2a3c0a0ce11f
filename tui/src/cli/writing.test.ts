/** Replies, notes and new tickets from the command line: who is asked, what is sent, and that no text is lost. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let ticket: string;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());
beforeEach(async () => {
  const { number } = await desk.world.ticket({ from: desk.maria, subject: 'Cannot sign in' });
  ticket = String(number);
});

const atTerminal = { isTerminal: true, env: { NO_COLOR: '1', EDITOR: 'vi' } };

const showing = async (filter: string) => {
  const ada = await desk.world.as(desk.ada);
  await ada.portalSettings.set.mutate({ settings: { filter } });
};

async function threadOf(number: string): Promise<string[]> {
  const { stdout } = await desk.postern(['ticket', 'view', number, '--json']);
  const { timeline } = JSON.parse(stdout) as { timeline: { kind: string; text: string }[] };
  return timeline.slice(1).map(({ kind, text }) => `${kind}: ${text}`);
}

const below = (file: string, text: string) => {
  writeFileSync(file, `${readFileSync(file, 'utf8')}${text}`);
  return 0;
};

describe('ticket reply', () => {
  test('is sent without a question with --yes, and answers what was sent', async () => {
    const { exit, stdout, stderr } = await desk.postern([
      ...['ticket', 'reply', ticket, '--body', '- a list\n- of things', '--yes', '--json'],
    ]);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      ticket: Number(ticket),
      kind: 'message',
      id: expect.stringMatching(/^msg_/),
      at: '2026-11-03T09:30:00.000Z',
      text: '- a list\n- of things',
      to: [{ name: 'Maria López', email: 'maria@acme.example', sees: true }],
    });
    expect(await threadOf(ticket)).toEqual(['message: - a list\n- of things']);
  });

  describe('on a ticket that the portal does not show', () => {
    const see = 'does not see this ticket in the portal';
    beforeEach(() => showing(`-number:${ticket}`));
    afterEach(() => showing(''));

    test('says with --yes that nothing was mailed, and why to look', async () => {
      const { exit, stderr } = await desk.postern(['ticket', 'reply', ticket, '--body', 'Hello', '--yes']);
      expect(exit).toBe(0);
      expect(stderr).toBe(
        `Kept on #${ticket}.\nMaria López ${see}, so nothing was mailed: postern ticket why ${ticket} --contact maria@acme.example\n`,
      );
      expect(await threadOf(ticket)).toContain('message: Hello');
    });

    test('says it before the question, too', async () => {
      const { stderr } = await desk.postern(['ticket', 'reply', ticket, '--body', 'Hello'], {
        ...atTerminal,
        answers: ['n'],
      });
      const [before = ''] = stderr.split('Send it to the customer?');
      expect(before).toContain(`Maria López ${see}, so nothing will be mailed: postern ticket why`);
      expect(await threadOf(ticket)).toEqual([]);
    });

    test('carries it in --json, and names the reached alone where others are', async () => {
      const omar = await desk.world.contact({ name: 'Omar', email: 'omar@acme.example' });
      await desk.world.inTransaction(async ({ tx }) => {
        const { id } = await tx.ticket.findUniqueOrThrow({ where: { number: Number(ticket) } });
        await tx.ticketContact.create({ data: { ticketId: id, contactId: omar.id, role: 'CC' } });
        await tx.contact.update({ where: { id: omar.id }, data: { blockedAt: desk.world.core.clock.now() } });
      });
      await showing('');
      const words = ['ticket', 'reply', ticket, '--yes'];
      const { stderr } = await desk.postern([...words, '--body', 'Hello']);
      expect(stderr).toBe(
        `Sent to Maria López <maria@acme.example>.\nOmar ${see}, so nothing was mailed to omar@acme.example: postern ticket why ${ticket} --contact omar@acme.example\n`,
      );
      const json = await desk.postern([...words, '--body', 'Again', '--json', '--fields', 'to']);
      expect(JSON.parse(json.stdout)).toEqual({
        to: [
          { name: 'Maria López', email: 'maria@acme.example', sees: true },
          { name: 'Omar', email: 'omar@acme.example', sees: false },
        ],
      });
    });

    test('does not close the ticket to agents when the filter cannot be used', async () => {
      await desk.world.inTransaction(({ tx }) =>
        tx.portal.updateMany({ data: { filter: { field: 'inbox', op: 'is', values: ['Gone'] } } }),
      );
      const { exit, stdout } = await desk.postern(['ticket', 'view', ticket, '--json']);
      expect(exit).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ audience: { to: [{ sees: false }] } });
    });
  });

  test('is refused without a terminal and without --yes, before the desk is asked', async () => {
    const { exit, stderr } = await desk.postern(['ticket', 'reply', ticket, '--body', 'Hello']);
    expect(exit).toBe(2);
    expect(stderr).toContain('add --yes');
    expect(await threadOf(ticket)).toEqual([]);
  });

  test('shows the recipients at a terminal, and asks', async () => {
    const sent = await desk.postern(['ticket', 'reply', ticket, '--body', 'Hello'], {
      ...atTerminal,
      answers: ['y'],
    });
    expect(sent).toEqual({
      exit: 0,
      stdout: '',
      stderr: `PUBLIC REPLY on #${ticket}: Cannot sign in\nTo Maria López <maria@acme.example>\nSend it to the customer? [y/N] Sent to Maria López <maria@acme.example>.\n`,
    });
  });

  test.each(['n', '', 'yes please', null])('sends nothing when the answer is %j: exit 3', async (answer) => {
    const outcome = await desk.postern(['ticket', 'reply', ticket, '--body', 'Hello'], {
      ...atTerminal,
      answers: [answer],
    });
    expect(outcome).toMatchObject({ exit: 3, stdout: '' });
    expect(await threadOf(ticket)).toEqual([]);
  });

  test('with --no-input nothing is asked even at a terminal', async () => {
    const outcome = await desk.postern(['ticket', 'reply', ticket, '--body', 'x', '--no-input'], atTerminal);
    expect(outcome.exit).toBe(2);
  });

  test('is written in the editor, in a private file that says who will read it', async () => {
    let seen = { name: '', mode: 0, content: '' };
    const sent = await desk.postern(['ticket', 'reply', ticket, '--yes'], {
      ...atTerminal,
      edit: (file) => {
        seen = {
          name: basename(file),
          mode: statSync(file).mode & 0o777,
          content: readFileSync(file, 'utf8'),
        };
        return below(file, '# A heading\n\nHello Maria\n');
      },
    });
    expect(sent.exit).toBe(0);
    expect(seen).toEqual({
      name: `postern-${ticket}-PUBLIC-REPLY.md`,
      mode: 0o600,
      content: expect.stringContaining('Maria López <maria@acme.example> will read what you write'),
    });
    expect(await threadOf(ticket)).toEqual(['message: # A heading\n\nHello Maria']);
  });

  test('an empty text in the editor cancels: exit 3, and its file is gone', async () => {
    let path = '';
    const outcome = await desk.postern(['ticket', 'reply', ticket, '--yes'], {
      ...atTerminal,
      edit: (file) => {
        path = file;
        return 0;
      },
    });
    expect(outcome.exit).toBe(3);
    expect(existsSync(dirname(path))).toBe(false);
  });

  test('a comment that lost its end is not sent to anybody, and the text stays', async () => {
    let path = '';
    const outcome = await desk.postern(['ticket', 'reply', ticket, '--yes'], {
      ...atTerminal,
      edit: (file) => {
        path = file;
        writeFileSync(file, readFileSync(file, 'utf8').replace('-->', 'Hello'));
        return 0;
      },
    });
    expect(outcome.exit).toBe(1);
    expect(outcome.stderr).toContain(path);
    expect(readFileSync(path, 'utf8')).toContain('Hello');
    expect(await threadOf(ticket)).toEqual([]);
  });

  test('a subject cannot break out of the comment into the message', async () => {
    const hostile = await desk.world.ticket({ from: desk.maria, subject: 'Hi --> sent by mistake' });
    await desk.postern(['ticket', 'reply', String(hostile.number), '--yes'], {
      ...atTerminal,
      edit: (file) => below(file, 'Only this'),
    });
    expect(await threadOf(String(hostile.number))).toEqual(['message: Only this']);
  });

  test('a text that could not be sent is kept, and one command sends it', async () => {
    await desk.postern(['ticket', 'close', ticket]);
    const refused = await desk.postern(['ticket', 'reply', ticket, '--yes'], {
      ...atTerminal,
      edit: (file) => below(file, 'A long answer.'),
    });
    expect(refused.exit).toBe(7);
    expect(refused.stderr).toContain(`Reopen it, then send again: postern ticket reopen ${ticket}`);
    const kept = /Your text is kept: postern (ticket reply \d+ --body-file (\S+))/.exec(refused.stderr);
    await desk.postern(['ticket', 'reopen', ticket]);
    expect((await desk.postern([...(kept?.[1] ?? '').split(' '), '--yes'])).exit).toBe(0);
    expect(await threadOf(ticket)).toContain('message: A long answer.');
  });

  test('asked whether to send, a no keeps what was written', async () => {
    const outcome = await desk.postern(['ticket', 'reply', ticket], {
      ...atTerminal,
      answers: ['n'],
      edit: (file) => below(file, 'Half an answer'),
    });
    const file = /--body-file (\S+)/.exec(outcome.stderr)?.[1] as string;
    expect(readFileSync(file, 'utf8')).toBe('Half an answer\n');
  });

  test('what stands in a note is shown before the question, and refused with --yes unless --leak-ok', async () => {
    await desk.postern([
      'ticket',
      'note',
      ticket,
      '--body',
      'Their old office IP is still on the allow list.',
    ]);
    const reply = [
      'ticket',
      'reply',
      ticket,
      '--body',
      'So: their old office IP is still on the allow list.',
    ];
    const refused = await desk.postern([...reply, '--yes']);
    expect(refused.exit).toBe(2);
    expect(refused.stderr).toContain(
      'Stands in an internal note: "their old office IP is still on the allow list."',
    );
    expect(refused.stderr).toContain('add --leak-ok');
    const asked = await desk.postern(reply, { ...atTerminal, answers: ['n'] });
    expect(asked.exit).toBe(3);
    expect(asked.stderr).toContain('Stands in an internal note');
    expect((await threadOf(ticket)).filter((each) => each.startsWith('message'))).toEqual([]);
    expect((await desk.postern([...reply, '--yes', '--leak-ok'])).exit).toBe(0);
  });

  test('is refused with exit 7 when the ticket changed since --if-version', async () => {
    const { exit, stderr } = await desk.postern([
      ...['ticket', 'reply', ticket, '--body', 'x', '--yes', '--if-version', '0'],
    ]);
    expect(exit).toBe(7);
    expect(stderr).toContain(`See it: postern ticket view ${ticket}`);
    expect(stderr).toMatch(/--if-version \d+\n$/);
  });

  test('the same --request-id twice is one reply', async () => {
    const argv = ['ticket', 'reply', ticket, '--body', 'Once', '--yes', '--request-id', 'script-run-0001'];
    const [first, second] = [
      await desk.postern([...argv, '--json']),
      await desk.postern([...argv, '--json']),
    ];
    expect(second).toEqual(first);
    expect(await threadOf(ticket)).toEqual(['message: Once']);
  });
});

describe('ticket note', () => {
  test('is kept inside, and has no flag that would make it public', async () => {
    expect(
      await desk.postern(['ticket', 'note', ticket, '--body', 'See runbook 14.', '--quiet']),
    ).toMatchObject({
      exit: 0,
      stderr: '',
    });
    expect(await threadOf(ticket)).toEqual(['note: See runbook 14.']);
    for (const flag of ['--public', '--yes-public', '--to', '--reply']) {
      const { exit } = await desk.postern(['ticket', 'note', ticket, '--body', 'x', flag, 'customer']);
      expect({ flag, exit }).toEqual({ flag, exit: 2 });
    }
    const maria = await desk.world.as(desk.maria);
    const { messages } = await maria.portal.ticket.query({ ticket: Number(ticket) });
    expect(JSON.stringify(messages)).not.toContain('runbook');
  });

  test('is read from a file, from stdin, and from the editor', async () => {
    const file = join(desk.home, 'note.md');
    writeFileSync(file, 'From a file\n');
    await desk.postern(['ticket', 'note', ticket, '--body-file', file]);
    await desk.postern(['ticket', 'note', ticket, '--body-file', '-'], { stdin: 'From stdin\n' });
    let name = '';
    await desk.postern(['ticket', 'note', ticket], {
      ...atTerminal,
      edit: (path) => {
        name = basename(path);
        return below(path, 'From the editor\n');
      },
    });
    expect(name).toBe(`postern-${ticket}-INTERNAL-NOTE.md`);
    expect((await threadOf(ticket)).sort()).toEqual([
      'note: From a file',
      'note: From stdin',
      'note: From the editor',
    ]);
  });

  test('goes to every ticket that a pipe names', async () => {
    const other = await desk.world.ticket({ from: desk.maria });
    const stdin = JSON.stringify([Number(ticket), { number: other.number }]);
    const { exit, stdout } = await desk.postern(['ticket', 'note', '-', '--body', 'Same cause', '--json'], {
      stdin,
    });
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      items: [{ ticket: Number(ticket) }, { ticket: other.number }],
    });
    expect(await threadOf(String(other.number))).toEqual(['note: Same cause']);
  });

  test('needs a text: exit 2 says how to give one', async () => {
    for (const [argv, around, word] of [
      [[], {}, '--body TEXT'],
      [['--body', ''], {}, 'empty'],
      [['--body', 'a', '--body-file', 'b'], {}, 'not both'],
      [[], { isTerminal: true }, 'EDITOR'],
    ] as const) {
      const { exit, stderr } = await desk.postern(['ticket', 'note', ticket, ...argv], around);
      expect({ argv, exit }).toEqual({ argv, exit: 2 });
      expect(stderr).toContain(word);
    }
  });

  test('a file that is missing, no text or too much is exit 2', async () => {
    const binary = join(desk.home, 'binary');
    writeFileSync(binary, Buffer.from([0xff, 0xfe, 0x00]));
    const large = join(desk.home, 'large');
    writeFileSync(large, 'x'.repeat(1_000_000));
    for (const [file, word] of [
      [join(desk.home, 'missing'), 'no such file'],
      [binary, 'UTF-8'],
      [large, 'too long'],
    ] as const) {
      const outcome = await desk.postern(['ticket', 'note', ticket, '--body-file', file]);
      expect({ file, exit: outcome.exit }).toEqual({ file, exit: 2 });
      expect(outcome.stderr).toContain(word);
    }
  });
});

describe('ticket create', () => {
  const form = ['--from', 'maria@acme.example', '--subject', 'She called', '--body', 'At nine.'];

  test("files a ticket in a contact's name and prints it", async () => {
    const { stdout, stderr } = await desk.postern(['ticket', 'create', ...form, '--json']);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ subject: 'She called', inbox: 'Support', stage: 'New' });
    const inside = await desk.postern(['ticket', 'create', ...form, '--inbox', 'internal']);
    expect(inside).toMatchObject({ exit: 0, stderr: expect.stringMatching(/^Filed #\d+: She called\n$/) });
  });

  test('names what it does not find: exit 5', async () => {
    const contact = await desk.postern(['ticket', 'create', ...form, '--from', 'nobody@acme.example']);
    expect(contact).toMatchObject({ exit: 5, stderr: expect.stringContaining('nobody@acme.example') });
    const inbox = await desk.postern(['ticket', 'create', ...form, '--inbox', 'Sales']);
    expect(inbox).toMatchObject({
      exit: 5,
      stderr: expect.stringContaining('Inboxes are Internal, Support'),
    });
  });
});
