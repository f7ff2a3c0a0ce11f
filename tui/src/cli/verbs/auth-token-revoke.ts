/** `postern auth token revoke`: ends one of your tokens, by its name or its id. */
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

const shape: Shape = { fields: ['id', 'name'], columns: ['id', 'name'] };

/** Whoever holds it is signed out at once, streams included. Throws `TOKEN_NOT_FOUND`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const revoked = await (await session.client()).auth.revokeToken.mutate({ token: args.name as string });
  await session.say(`Revoked the token "${revoked.name}". Whoever holds it is signed out.`);
  if (session.format !== 'table') await printOne(session, args, revoked, shape);
}
