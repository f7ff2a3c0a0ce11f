/** `postern` alone, or with nothing but a query: read without the parser of flags, which takes longer than the inbox. */
import { type Args, flags } from './flags.ts';

/** The arguments when `argv` opens the inbox and has no flag; null for everything else. */
export function plainStart(argv: readonly string[]): Args | null {
  const [first] = argv;
  // Words of the query language have a colon, a quote or a parenthesis, and no verb does.
  const isQuery = first === undefined || /[:"(]/.test(first);
  if (!isQuery || argv.some((word) => word === '' || word.startsWith('-'))) return null;
  const none = Object.entries(flags).map(([name, { type }]) => [
    name,
    type === 'switch' ? false : type === 'texts' ? [] : undefined,
  ]);
  return { ...(Object.fromEntries(none) as Args), ...(argv.length > 0 && { query: argv }) };
}
