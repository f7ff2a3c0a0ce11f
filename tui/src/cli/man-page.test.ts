/** The manual page says what the table of verbs says, in words that troff reads without a complaint. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { manPage } from './man-page.ts';
import { commandOf, verbs } from './verbs.ts';

test('docs/postern.1 is the page as it is made now', async () => {
  await expect(manPage()).toMatchFileSnapshot('../../../docs/postern.1');
});

test('every verb has its part, and nothing in a text is taken for a request of troff', () => {
  const lines = manPage().split('\n');
  for (const verb of verbs) {
    expect(lines).toContain(`.SS "${commandOf(verb).replaceAll('-', '\\-')}"`);
  }
  const requests = new Set(lines.filter((line) => /^[.']/.test(line)).map((line) => line.split(' ')[0]));
  expect([...requests].sort()).toEqual(['.PP', '.SH', '.SS', '.TH', '.TP', '.br', '.fi', '.nf']);
  expect(lines.filter((line) => /[^\x20-\x7e]/.test(line))).toEqual([]);
});

// Only where groff is installed; the forms above hold everywhere.
const hasGroff = spawnSync('groff', ['--version']).status === 0;
test.runIf(hasGroff)('groff prints it without a warning, and examples come out as they are typed', () => {
  const { stdout, stderr } = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-P-cbou'], {
    input: manPage(),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  for (const verb of verbs) {
    for (const [command] of verb.examples)
      expect(stdout.replace(/\s+/g, ' ')).toContain(command.replace(/\s+/g, ' '));
  }
});
