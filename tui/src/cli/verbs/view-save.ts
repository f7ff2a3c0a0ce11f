/** `postern view save`: a query under a name. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

const shape: Shape = {
  fields: ['id', 'name', 'query', 'isShared', 'replaced'],
  columns: ['name', 'isShared', 'query'],
};

/** Throws `BAD_QUERY`, or `NOT_ALLOWED` with `--shared`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const saved = await (await session.client()).views.save.mutate({
    name: args.name as string,
    query: (args.query ?? []).join(' '),
    isShared: args.shared,
  });
  const whose = saved.isShared ? 'for everybody on the desk' : 'for yourself';
  await session.say(
    saved.replaced === null || saved.replaced === saved.query
      ? `Saved the view "${saved.name}" ${whose}.`
      : `Saved the view "${saved.name}" ${whose}. Its query was: ${saved.replaced}`,
  );
  if (session.format !== 'table') await printOne(session, args, saved, shape);
}
