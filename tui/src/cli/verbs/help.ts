/** `postern help`: a verb's help text, one of the topics, or behind `json` the schema of what a verb prints. */
import type { Args } from '../flags.ts';
import { helpText } from '../help-text.ts';
import { topics } from '../help-topics.ts';
import { jsonText } from '../json-text.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';
import { verbs } from '../verbs.ts';

/** Throws a usage problem that names every topic. */
export async function act({ io }: Session, args: Args): Promise<undefined> {
  const asked = args.topic ?? [];
  const [first] = asked;
  if (first !== undefined && asked.length === 1 && Object.hasOwn(topics, first)) {
    io.stdout.write(`${topics[first]}\n`);
    return;
  }
  if (first === 'man' && asked.length === 1) {
    const { manPage } = await import('../man-page.ts');
    io.stdout.write(manPage());
    return;
  }
  if (first === 'json') {
    io.stdout.write(`${jsonText(await schemaNamed(asked.slice(1).join(' ')), true)}\n`);
    return;
  }
  const isVerb = verbs.some((verb) => asked.every((word, at) => verb.path[at] === word));
  if (!isVerb) {
    throw usageProblem(
      `There is no help on "${asked.join(' ')}".`,
      `Topics are ${[...Object.keys(topics), 'man'].join(', ')}, and every verb. See: postern --help`,
    );
  }
  io.stdout.write(helpText(asked, io.columns));
}

async function schemaNamed(name: string): Promise<object> {
  const { schemaOf, withoutSchema } = await import('../schemas/schemas.ts');
  const schema = schemaOf(name);
  if (schema) return schema;
  const reasons: Readonly<Record<string, string>> = withoutSchema;
  const reason = Object.hasOwn(reasons, name) ? ` ${reasons[name]}` : '';
  throw usageProblem(
    `There is no schema for "${name}".${reason}`,
    'Name a verb, as in: postern help json ticket list. Of errors: postern help json error',
  );
}
