/** What signing in by a password and accepting an invitation share: the desk and its token are kept, and it is said. */
import { isReadOnTheWay } from './connection.ts';
import type { Args } from './flags.ts';
import { printOne } from './output.ts';
import { credentialsFile, keepProfile, readCredentials } from './profiles.ts';
import type { Session } from './session.ts';

export const signInShape = {
  fields: ['profile', 'url', 'name', 'email', 'tokenIn'],
  columns: ['profile', 'url', 'email'],
};

/** Before a secret is typed: where it goes to. Throws when others can read the file that the token would go into. */
export async function beforeSigningIn(session: Session): Promise<void> {
  const { url, urlFrom } = await session.connection();
  // A file that others can read must be mended before a new token goes into it, so it is looked at first.
  await readCredentials(session.io.env);
  if (urlFrom === 'default') await session.say(`No desk is set up here, so ${url} is asked.`);
  if (isReadOnTheWay(url))
    await session.say(`Careful: ${url} is not encrypted, so others on the way can read the password.`);
}

/** Remembers desk and token under the profile's name. */
export async function keepSignIn(
  session: Session,
  args: Args,
  { token, agent }: { token: string; agent: { name: string; email: string } },
): Promise<void> {
  const { io } = session;
  const { url, profile } = await session.connection();
  await keepProfile(io.env, { name: profile, profile: { url, email: agent.email }, token });
  const tokenIn = credentialsFile(io.env);
  await session.say(`Signed in to ${url} as ${agent.name} <${agent.email}>. The token is in ${tokenIn}.`);
  if (io.env.POSTERN_TOKEN)
    await session.say('POSTERN_TOKEN is set and wins over it: unset it to use this one.');
  if (session.format !== 'table')
    await printOne(session, args, { profile, url, ...agent, tokenIn }, signInShape);
}
