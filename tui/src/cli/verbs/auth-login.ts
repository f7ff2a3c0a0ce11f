/** `postern auth login`: trades an e-mail address and a password for a token, and keeps that. */
import { httpClient } from '@postern/core/client';
import { isReadOnTheWay } from '../connection.ts';
import type { Args } from '../flags.ts';
import { readAll } from '../io.ts';
import { chosenFields, printOne } from '../output.ts';
import { CliProblem, usageProblem } from '../problem.ts';
import { credentialsFile, keepProfile, readCredentials } from '../profiles.ts';
import type { Session } from '../session.ts';

const shape = {
  fields: ['profile', 'url', 'name', 'email', 'tokenIn'],
  columns: ['profile', 'url', 'email'],
};

/** Signs in and remembers desk and token under the profile's name. The password is never an argument. */
export async function act(session: Session, args: Args): Promise<undefined> {
  const { io } = session;
  chosenFields(args, shape.fields);
  const { url, urlFrom, profile } = await session.connection();
  if (!session.canAsk && !(args.email && args['password-stdin'])) {
    throw usageProblem(
      'Signing in asks for the e-mail address and the password, and there is no terminal to ask on.',
      'Without one: postern auth login --email EMAIL --password-stdin < FILE',
    );
  }
  // A file that others can read must be mended before a new token goes into it, so it is looked at first.
  await readCredentials(io.env);
  if (urlFrom === 'default') await session.say(`No desk is set up here, so ${url} is asked.`);
  if (isReadOnTheWay(url))
    await session.say(`Careful: ${url} is not encrypted, so others on the way can read the password.`);
  const email = args.email ?? answer(await io.ask('E-mail: '));
  const password = args['password-stdin']
    ? (await readAll(io.stdin)).replace(/\r?\n$/, '')
    : answer(await io.askSecret('Password: '));
  const { token, agent } = await httpClient({ url, token: null, source: 'CLI' }).auth.signIn.mutate({
    email,
    password,
  });
  await keepProfile(io.env, { name: profile, profile: { url, email: agent.email }, token });
  const tokenIn = credentialsFile(io.env);
  await session.say(`Signed in to ${url} as ${agent.name} <${agent.email}>. The token is in ${tokenIn}.`);
  if (io.env.POSTERN_TOKEN)
    await session.say('POSTERN_TOKEN is set and wins over it: unset it to use this one.');
  if (session.format !== 'table') await printOne(session, args, { profile, url, ...agent, tokenIn }, shape);
}

function answer(line: string | null): string {
  if (line === null || line.trim() === '')
    throw new CliProblem('CANCELLED', 'Nothing was typed, so nobody was signed in.');
  return line;
}
