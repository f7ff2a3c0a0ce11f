/** `postern auth token create`: a token for a script or another device, printed this one time. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['id', 'name', 'token', 'expiresAt'], columns: ['token'] };

/** The token stands alone on stdout, so that `$(…)` and a pipe get nothing else. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const created = await (await session.client()).auth.createToken.mutate({ name: args.name as string });
  await session.say(
    `Made the token "${created.name}". Keep it now: it is not shown again. Programs take it as POSTERN_TOKEN; unused for 30 days it ends.`,
  );
  await printOne(session, args, created, shape);
}
