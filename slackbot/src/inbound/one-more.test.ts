/** Many asks for the same work, and how often it is done. */
import { expect, test } from 'vitest';
import { oneMore } from './one-more.ts';

test('what is asked for while it runs is done once more, with what was given first', async () => {
  const done: string[] = [];
  const first = Promise.withResolvers<void>();
  const work = oneMore(async (given: string) => {
    done.push(given);
    if (given === 'a') await first.promise;
  });
  work.ask('a');
  await Promise.resolve();
  for (const given of ['b', 'c', 'd']) work.ask(given);
  first.resolve();
  await work.idle();
  expect(done).toEqual(['a', 'b']);
  work.ask('e');
  await work.idle();
  expect(done).toEqual(['a', 'b', 'e']);
});
