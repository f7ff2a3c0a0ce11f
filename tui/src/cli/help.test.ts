/** Help texts, topics and completion, as people see them. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';
import { verbs } from './verbs.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const helpOf = async (argv: readonly string[]) => {
  const { exit, stdout, stderr } = await desk.posternAsNobody(argv, { columns: 80 });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  return stdout;
};

describe('--help', () => {
  test.each(
    [
      ['auth'],
      ['auth', 'token'],
      ['ticket'],
      ['contact'],
      ['org'],
      ['list'],
      ['agent'],
      ['portal'],
      ['portal', 'domain'],
      ['portal', 'brand'],
      ['portal', 'kb'],
      ...verbs.map((verb) => verb.path),
    ].map((path) => [path.join(' ')]),
  )('of "%s" is short and the same every time', async (path) => {
    const words = path.split(' ').filter((word) => word !== '');
    const text = await helpOf([...words, '--help']);
    expect(text.split('\n').every((line) => line.length <= 80)).toBe(true);
    expect(text).toMatchSnapshot();
    expect(await helpOf(['help', ...words])).toBe(text);
    expect(await helpOf(['-h', ...words])).toBe(text);
  });

  test('explains and does nothing, whatever else is typed', async () => {
    expect(await helpOf(['ticket', 'close', '--help', '1042', '--if-version', 'x'])).toContain(
      'Usage: postern ticket close',
    );
  });
});

test('--version prints the version', async () => {
  expect(await helpOf(['--version'])).toBe('0.0.0-test\n');
});

describe('topics', () => {
  test('every field of the query language stands in "help query", and every example there is understood', async () => {
    const [aboutTickets = '', aboutContacts = ''] = (await helpOf(['help', 'query'])).split(
      'Contacts are found',
    );
    for (const { noun, text, atLeast } of [
      { noun: 'ticket', text: aboutTickets, atLeast: { fields: 11, examples: 21 } },
      { noun: 'contact', text: aboutContacts, atLeast: { fields: 6, examples: 10 } },
    ]) {
      const { stderr } = await desk.postern([noun, 'list', 'nofield:1', '--json']);
      const { message } = (JSON.parse(stderr) as { error: { message: string } }).error;
      const fields = (/Fields are (.+)\./.exec(message)?.[1] ?? '').split(', ');
      expect(fields.length).toBeGreaterThanOrEqual(atLeast.fields);
      for (const field of fields) expect(text).toContain(`${field}:`);
      const examples = text.match(/[a-z]+:(?:"[^"]+"|[^\s"]*[^\s")])/g) ?? [];
      expect(examples.length).toBeGreaterThanOrEqual(atLeast.examples);
      for (const example of examples) {
        const outcome = await desk.postern([noun, 'list', example, '--quiet']);
        // The inbox and the organization of the examples need not exist on this desk; being understood is enough.
        expect({ example, error: outcome.stderr }).toEqual({ example, error: '' });
      }
    }
  });

  test('"help json" names the fields of a ticket, and "help exit-codes" every code', async () => {
    const ticket = await desk.world.ticket({ from: desk.maria });
    const { stdout } = await desk.postern(['ticket', 'view', String(ticket.number), '--json']);
    const json = await helpOf(['help', 'json']);
    for (const field of Object.keys(JSON.parse(stdout) as object)) expect(json).toContain(field);
    const codes = await helpOf(['help', 'exit-codes']);
    for (const code of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
      expect(codes).toMatch(new RegExp(`^ {2}${code} {2}`, 'm'));
    expect(await helpOf(['help', 'env'])).toContain('POSTERN_TOKEN');
    expect(await helpOf(['help', 'keys'])).toMatch(
      /^ {2}Ctrl\+S +Send the reply to the customer ↗ \(reply\)$/m,
    );
  });
});

const isThere = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

/** A zsh at a pseudo-terminal of its own, in which Tab is pressed behind a line; what stands there then is printed. */
const pressTab = `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "autoload -Uz compinit && compinit -D -u; source '$1'"
zpty -w shell 'show() { print -r -- "<""<$BUFFER>"">"; zle kill-buffer }; zle -N show; bindkey "^X" show; print rea""dy'
zpty -r shell seen '*ready*'
for line in "\${@[2,-1]}"; do
  zpty -n -w shell "$line"$'\\t\\x18'
  zpty -r shell seen '*<<*>>*'
  print -r -- "\${\${seen##*<<}%%>>*}"
done
`;

describe('completion', () => {
  const complete = (script: string, line: string[]) => {
    const file = join(desk.home, 'completion.bash');
    writeFileSync(file, script);
    const words = line.map((word) => `'${word}'`).join(' ');
    const asked = `source '${file}'; COMP_WORDS=(${words}); COMP_CWORD=${line.length - 1}; _postern; echo "\${COMPREPLY[@]}"`;
    return spawnSync('bash', ['-c', asked], { encoding: 'utf8' }).stdout.trim().split(' ');
  };

  test('in bash completes nouns, verbs, flags and topics', async () => {
    const script = await helpOf(['completion', 'bash']);
    expect(complete(script, ['postern', 'ti'])).toEqual(['ticket']);
    expect(complete(script, ['postern', 'ticket', 're'])).toEqual(['reply', 'resend', 'restore', 'reopen']);
    expect(complete(script, ['postern', 'ticket', 'reply', '1042', '--bo'])).toEqual([
      '--body',
      '--body-file',
    ]);
    expect(complete(script, ['postern', 'help', 'exit'])).toEqual(['exit-codes']);
    expect(complete(script, ['postern', 'help', 'ke'])).toEqual(['keys']);
    expect(complete(script, ['postern', '--quiet', 'au'])).toEqual(['auth', 'audit']);
    expect(complete(script, ['postern', 'auth', ''])).toEqual([
      'login',
      'accept',
      'logout',
      'status',
      'token',
    ]);
    expect(complete(script, ['postern', 'auth', 'token', ''])).toEqual(['create', 'list', 'revoke']);
    expect(complete(script, ['postern', 'auth', 'token', 'create', '--subj'])).toEqual(['']);
  });

  test.skipIf(!isThere('fish'))('in fish completes the same, and says what each is for', async () => {
    const file = join(desk.home, 'completion.fish');
    writeFileSync(file, await helpOf(['completion', 'fish']));
    const offered = (line: string) =>
      spawnSync('fish', ['--no-config', '-c', `source '${file}'; complete -C '${line}'`], {
        encoding: 'utf8',
      })
        .stdout.trim()
        .split('\n');
    expect(offered('postern ti')).toEqual(['ticket\tRead, answer and move tickets']);
    expect(offered('postern ticket rep')).toEqual(['reply\tPUBLIC: answer the customer']);
    expect(offered('postern ticket reply 1042 --bo').map((line) => line.split('\t')[0])).toEqual([
      '--body',
      '--body-file',
    ]);
    expect(offered('postern --quiet au').map((line) => line.split('\t')[0])).toEqual(['audit', 'auth']);
    expect(offered('postern help ke')).toEqual(['keys']);
  });

  test.skipIf(!isThere('zsh'))('in zsh completes the same', async () => {
    const file = join(desk.home, 'completion.zsh');
    writeFileSync(file, await helpOf(['completion', 'zsh']));
    const driver = join(desk.home, 'press-tab.zsh');
    writeFileSync(driver, pressTab);
    const completions = {
      'postern ti': 'postern ticket ',
      'postern ticket repl': 'postern ticket reply ',
      'postern ticket reply 1042 --body-f': 'postern ticket reply 1042 --body-file ',
      'postern --quiet aud': 'postern --quiet audit ',
      'postern auth token l': 'postern auth token list ',
      'postern help ke': 'postern help keys ',
      'postern ticket nothing': 'postern ticket nothing',
    };
    const typed = Object.keys(completions);
    const { stdout } = spawnSync('zsh', ['-f', driver, file, ...typed], {
      encoding: 'utf8',
      timeout: 30_000,
    });
    const seen = stdout.split('\n').slice(0, -1);
    expect(Object.fromEntries(typed.map((line, index) => [line, seen[index]]))).toEqual(completions);
  });

  test('is for the shell in use unless another is named', async () => {
    const fish = await desk.posternAsNobody(['completion'], { env: { SHELL: '/usr/bin/fish' } });
    expect(fish.stdout).toMatch(/^# Completion of postern for fish\.\n/);
    expect(await helpOf(['completion', 'fish'])).toBe(fish.stdout);
    expect(await helpOf(['completion', 'zsh'])).toMatch(/^#compdef postern\n/);
    expect(await helpOf(['completion'])).toContain('for bash');
  });
});
