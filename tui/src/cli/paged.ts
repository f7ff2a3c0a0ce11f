/** Long texts through the person's pager, where they have set one: `POSTERN_PAGER`. */
import type { Io } from './io.ts';

/** Verbs that answer with a text to be read, and end. */
const readVerbs = /(?:^| )(?:help|list|view|show|history|status|why|who|get|standup|filter|report)$/;

/** Runs `work` and hands what it wrote to stdout to the pager if it is longer than the screen. What fails is shown too. */
export async function paged<Result>(
  io: Io,
  verb: string,
  work: (io: Io) => Promise<Result>,
): Promise<Result> {
  const pager = io.env.POSTERN_PAGER?.trim();
  if (!pager || pager === 'cat' || !io.isTerminal.stdout || !readVerbs.test(verb)) return work(io);
  let text = '';
  const inBetween: Io = {
    ...io,
    // Made when somebody reads, so it is not to be copied.
    get stdin() {
      return io.stdin;
    },
    stdout: { write: (content) => (text += typeof content === 'string' ? content : Buffer.from(content)) },
  };
  try {
    return await work(inBetween);
  } finally {
    const isLong = text.split('\n').length > io.rows;
    if (!(isLong && (await io.page(pager, text)))) io.stdout.write(text);
  }
}
