/** Golden transcripts: every verb as text, as JSON, and refused. What it prints is judged by its schema, too. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { withoutSchema } from './schemas/schemas.ts';
import { openDesk } from './testing/desk.ts';
import { desk } from './testing/golden/desk.ts';
import { people } from './testing/golden/people.ts';
import { portal } from './testing/golden/portal.ts';
import { type Run, wordsOf } from './testing/golden/runs.ts';
import { slack } from './testing/golden/slack.ts';
import { tickets } from './testing/golden/tickets.ts';
import { transcriptOf, verbOf } from './testing/golden/transcript.ts';
import { verbs } from './verbs.ts';

// People read times in their own zone, and this one is everybody's here.
beforeAll(() => vi.stubEnv('TZ', 'UTC'));
afterAll(() => vi.unstubAllEnvs());

const files = [tickets, people, desk, portal, slack];

test.each(files.map((file) => [file.name, file] as const))('%s', async (name, file) => {
  await using opened = await openDesk();
  await expect(await transcriptOf(opened, file)).toMatchFileSnapshot(`./__snapshots__/golden-${name}.txt`);
});

test('every verb is run as text, with --json, and refused', () => {
  const isJson = ({ line }: Run) => wordsOf(line).includes('--json');
  const runs = files.flatMap((file) => file.runs);
  const lacks = verbs.flatMap(({ name }) => {
    // The inbox is no run in a pipe.
    if (name === '') return [];
    const own = runs.filter(({ line }) => verbOf(line) === name);
    const asText = own.some((run) => run.exit === 0 && !isJson(run));
    const asJson = own.some((run) => run.exit === 0 && isJson(run)) || Object.hasOwn(withoutSchema, name);
    const refused = own.some(({ exit }) => exit !== 0);
    return [
      ...(asText ? [] : [`works('${name} …')`]),
      ...(asJson ? [] : [`works('${name} … --json')`]),
      ...(refused ? [] : [`fails(EXIT, '${name} …')`]),
    ];
  });
  const advice = lacks.map(
    (run) => `Add ${run} to the runs of its noun in tui/src/cli/testing/golden/, then run this file with -u.`,
  );
  expect(advice).toEqual([]);
});
