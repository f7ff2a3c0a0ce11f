/** `postern auth login`: trades an e-mail address and a password for a token, and keeps that. */
import { httpClient } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { readAll } from '../io.ts';
import { beforeSigningIn, keepSignIn, signInShape } from '../keep-sign-in.ts';
import { chosenFields } from '../output.ts';
import { CliProblem, usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

/** Signs in and remembers desk and token under the profile's name. The password is never an argument. */
export async function act(session: Session, args: Args): Promise<undefined> {
  const { io } = session;
  chosenFields(args, signInShape.fields);
  const { url } = await session.connection();
  if (!session.canAsk && !(args.email && args['password-stdin'])) {
    throw usageProblem(
      'Signing in asks for the e-mail address and the password, and there is no terminal to ask on.',
      'Without one: postern auth login --email EMAIL --password-stdin < FILE',
    );
  }
  await beforeSigningIn(session);
  const email = args.email ?? answer(await io.ask('E-mail: '));
  const password = args['password-stdin']
    ? (await readAll(io.stdin)).replace(/\r?\n$/, '')
    : answer(await io.askSecret('Password: '));
  const client = httpClient({ url, token: null, source: 'CLI' });
  await keepSignIn(session, args, await client.auth.signIn.mutate({ email, password }));
}

function answer(line: string | null): string {
  if (line === null || line.trim() === '')
    throw new CliProblem('CANCELLED', 'Nothing was typed, so nobody was signed in.');
  return line;
}
