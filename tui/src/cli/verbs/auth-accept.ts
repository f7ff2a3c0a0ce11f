/** `postern auth accept`: an invited agent chooses a password and is signed in. */
import { httpClient } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { readAll } from '../io.ts';
import { beforeSigningIn, keepSignIn, signInShape } from '../keep-sign-in.ts';
import { chosenFields } from '../output.ts';
import { CliProblem, usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

/** Remembers desk and token as `auth login` does. Throws `LINK_EXPIRED` for a code that cannot be used. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, signInShape.fields);
  const { url } = await session.connection();
  if (args.code !== undefined && args['code-stdin'])
    throw usageProblem('The code is there twice.', 'Leave one out: CODE, or --code-stdin.');
  const hasCode = args.code !== undefined || args['code-stdin'];
  if (!session.canAsk && !(hasCode && args['password-stdin'])) {
    throw usageProblem(
      'Accepting an invitation asks for a password, and there is no terminal to ask on.',
      'Without one: postern auth accept --code-stdin --password-stdin < FILE (the code, then the password on the next line)',
    );
  }
  await beforeSigningIn(session);
  const typed = await typedSecrets(session, args);
  const client = httpClient({ url, token: null, source: 'CLI' });
  await keepSignIn(session, args, await client.auth.acceptInvitation.mutate(typed));
}

/** What is read from stdin: the code on its first line and the password behind it, or the one that is asked for. */
async function typedSecrets(session: Session, args: Args): Promise<{ code: string; password: string }> {
  const { io } = session;
  const isPiped = args['code-stdin'] || args['password-stdin'];
  const piped = isPiped ? (await readAll(io.stdin)).replace(/\r?\n$/, '') : '';
  const [firstLine = '', ...others] = piped.split(/\r?\n/);
  const code = args['code-stdin'] ? firstLine : (args.code ?? answer(await io.askSecret('Code: ')));
  if (args['password-stdin']) return { code, password: args['code-stdin'] ? others.join('\n') : piped };
  const password = answer(await io.askSecret('New password: '));
  if (answer(await io.askSecret('The same again: ')) !== password)
    throw usageProblem('The two passwords differ, so nothing was changed.', 'Type the command again.');
  return { code, password };
}

function answer(line: string | null): string {
  if (line === null || line.trim() === '')
    throw new CliProblem('CANCELLED', 'Nothing was typed, so nobody was signed in.');
  return line;
}
