/** `postern auth status`: who you are, on which desk, and where the token lives. */
import { displayText } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { chosenFields, printOne, type Shape } from '../output.ts';
import { CliProblem } from '../problem.ts';
import { credentialsFile } from '../profiles.ts';
import type { Session } from '../session.ts';

const urlSources = {
  flag: 'given by --url',
  POSTERN_URL: 'from POSTERN_URL',
  profile: 'from the profile',
  default: 'the usual address, since none is set up',
};

/** Throws `NOT_SIGNED_IN` when there is no token, or the desk no longer takes it. */
export async function act(session: Session, args: Args): Promise<undefined> {
  const fields = ['profile', 'url', 'urlFrom', 'name', 'email', 'permissions', 'tokenIn'];
  chosenFields(args, fields);
  const { url, urlFrom, token, tokenFrom, profile } = await session.connection();
  if (!token) {
    const named = profile === 'default' ? '' : ` --profile ${profile}`;
    throw new CliProblem(
      'NOT_SIGNED_IN',
      `You are not signed in to ${url} (${urlSources[urlFrom]}).`,
      `Sign in: postern auth login --url ${url}${named}`,
    );
  }
  const { name, email, permissions } = await (await session.client()).auth.me.query();
  const tokenIn = tokenFrom === 'POSTERN_TOKEN' ? 'POSTERN_TOKEN' : credentialsFile(session.io.env);
  const shape: Shape = {
    fields,
    columns: ['profile', 'url', 'email', 'tokenIn'],
    table: () =>
      `${[
        `${name} <${email}>`,
        `Desk         ${url} (${urlSources[urlFrom]})`,
        `Profile      ${profile}`,
        `Token        ${tokenIn}`,
        `Permissions  ${permissions.map((each) => each.permission).join(', ') || 'none'}`,
      ]
        .map((line) => displayText(line))
        .join('\n')}\n`,
  };
  await printOne(session, args, { profile, url, urlFrom, name, email, permissions, tokenIn }, shape);
}
