/** `postern auth logout`: ends the session on the desk, and forgets its token and what was kept of its tickets. */
import { failureOf } from '@postern/core/client';
import { cacheFiles, cacheFolder } from '../../store/cache-files.ts';
import type { Args } from '../flags.ts';
import { offlineOutbox } from '../offline-outbox.ts';
import { chosenFields, printOne } from '../output.ts';
import { usageProblem } from '../problem.ts';
import { forgetToken } from '../profiles.ts';
import type { Session } from '../session.ts';

const shape = { fields: ['profile', 'url', 'ended'], columns: ['profile', 'url', 'ended'] };

/** The token is forgotten even when the desk cannot be reached; the person is told that its session goes on there. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, shape.fields);
  const { url, token, tokenFrom, profile } = await session.connection();
  if (tokenFrom === 'POSTERN_TOKEN') {
    throw usageProblem(
      'Your token comes from POSTERN_TOKEN, which postern does not keep.',
      'Type: unset POSTERN_TOKEN',
    );
  }
  const waiting = (await offlineOutbox(session))?.files.list().length ?? 0;
  let ended = false;
  if (!token) await session.say(`You were not signed in to ${url}.`);
  else {
    try {
      await (await session.client()).auth.signOut.mutate();
      ended = true;
      await session.say(`Signed out of ${url}.`);
    } catch (error) {
      const { code } = failureOf(error);
      ended = code === 'NOT_SIGNED_IN';
      await session.say(
        ended
          ? `Signed out of ${url}; the session had ended already.`
          : `The token is forgotten here. ${url} could not be told, so its session goes on until it expires.`,
      );
    }
    await forgetToken(session.io.env, profile);
    cacheFiles(cacheFolder(session.io.env), { url, token }).clear();
  }
  if (waiting > 0)
    await session.say(
      `${waiting === 1 ? 'One act waits' : `${waiting} acts wait`} on this machine and reached no desk. What waits is kept, and goes out once you sign in to ${url} again: postern outbox list`,
    );
  if (session.format !== 'table') await printOne(session, args, { profile, url, ended }, shape);
}
