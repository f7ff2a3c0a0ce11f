/** There is one door from Slack to the customer and one into the notes, and each stands in a file of its own. */
import { globSync, readFileSync } from 'node:fs';
import { outcomes } from '@postern/core/client';
import { expect, test } from 'vitest';
import { wordsFor } from './words.ts';

const sources = globSync('**/*.ts', { cwd: import.meta.dirname })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(`${import.meta.dirname}/${file}`, 'utf8') }));

const filesWith = (call: string) => sources.filter(({ text }) => text.includes(call)).map(({ file }) => file);

test('only the submitted dialog sends to customers, and only a thread message makes a note', () => {
  expect(sources.length).toBeGreaterThan(15);
  expect(filesWith('slack.sendReply')).toEqual(['inbound/reply-submission.ts']);
  expect(filesWith('slack.threadNote')).toEqual(['inbound/thread-message.ts']);
  expect(filesWith('slack.holdReply')).toEqual(['inbound/quick-reply.ts']);
  expect(filesWith('slack[act]')).toEqual(['inbound/quick-reply.ts']);
  // These show a dialog; none of them sends.
  expect(filesWith('slack.openReply').sort()).toEqual([
    'inbound/clicks.ts',
    'inbound/reply-submission.ts',
    'inbound/send-to-customer.ts',
  ]);
});

test('nothing here builds a part of a message in which Slack would read markup', () => {
  expect(filesWith("'mrkdwn'")).toEqual([]);
  expect(filesWith('markdown_text')).toEqual([]);
});

test('every refusal of the desk has words for people in Slack', () => {
  for (const code of Object.keys(outcomes) as (keyof typeof outcomes)[]) {
    const said = wordsFor(
      { code, message: 'It happened.', hint: 'Do this.', requestId: 'r-1', facts: {}, exit: 1 },
      'https://desk.example',
    );
    expect(said).toMatch(/^[A-Z].*\w/);
  }
  const nowhere = {
    code: 'UNREACHABLE' as const,
    message: '',
    hint: null,
    requestId: '',
    facts: {},
    exit: 8,
  };
  expect(wordsFor(nowhere, '')).toContain('did not answer');
});
