/** A desk of one's own on this machine: five questions, one `postern-server init`, and what to type next. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { httpClient, shortestPassword } from '@postern/core/client';
import { CliProblem } from '../cli/problem.ts';
import { keepProfile, shellWord } from '../cli/profiles.ts';
import type { Session } from '../cli/session.ts';
import type { FirstDesk } from './first-run.ts';
import { type RunningServer, startServer } from './server-process.ts';

/**
 * Asks, makes the desk and says how it goes on; then starts it and answers it, unless the person would rather not, or it
 * cannot be started. Throws `CANCELLED` when a question is left open.
 */
export async function makeOwnDesk(session: Session, command: string): Promise<FirstDesk | null> {
  const { io } = session;
  const ask = async (question: string, usual = ''): Promise<string> => {
    const typed = (await io.ask(question))?.trim() || usual;
    if (typed === '') throw new CliProblem('CANCELLED', 'Nothing was typed, so no desk was made.');
    return typed;
  };
  const name = await ask('Your name: ');
  const email = await ask('Your e-mail address: ');
  const title = await ask('What customers shall read as its title [Support]: ', 'Support');
  const folder = resolve(await ask('Where its data shall live [./data]: ', './data'));
  const password = await newPassword(session);
  const child = spawn(
    command,
    ['init', '--name', name, '--email', email, '--title', title, '--password-stdin'],
    {
      env: { ...io.env, POSTERN_DATA: folder },
      stdio: ['pipe', 'ignore', 'pipe'],
    },
  );
  child.stdin.end(`${password}\n`);
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) {
    // The last line of a refusal of its words is about flags, which nobody typed here.
    const why = said.trim().replace(/^(?:postern|error): |\n {2}See: .*$/g, '');
    throw new CliProblem('FAILED', why, 'Nothing was made.');
  }
  const portal = /the portal at (\S+)/.exec(said)?.[1] ?? 'http://127.0.0.1:4000/support';
  await session.show(nextSteps({ command, folder, email, portal }));
  const isMeant = /^\s*(?:y(?:es)?)?\s*$/i.test(
    (await io.ask('\nStart it now, and open the inbox? [Y/n] ')) ?? 'n',
  );
  return isMeant ? openDesk(session, { command, folder, email, password }) : null;
}

/** Runs for as long as the inbox is open; the sign-in is kept as after `postern auth login`. */
async function openDesk(
  session: Session,
  desk: { command: string; folder: string; email: string; password: string },
): Promise<FirstDesk | null> {
  const { io } = session;
  const { folder, email, password } = desk;
  let server: RunningServer;
  try {
    server = await startServer(desk.command, ['serve'], {
      ...io.env,
      POSTERN_DATA: folder,
      POSTERN_LOG: 'fatal',
    });
  } catch (error) {
    const why = (error as Error).message.replace(/^postern: /, '');
    await session.show(`The desk is made, and could not be started now: ${why}`);
    return null;
  }
  const { url } = server;
  const stop = async () => {
    await server.stop();
    const data = shellWord(folder);
    await session.show(
      `The desk stopped with the inbox. For customers it must keep running: POSTERN_DATA=${data} ${shellWord(desk.command)} serve`,
    );
  };
  try {
    const client = httpClient({ url, token: null, source: 'CLI' });
    const { token } = await client.auth.signIn.mutate({ email, password });
    const { profile } = await session.connection();
    await keepProfile(io.env, { name: profile, profile: { url, email }, token });
    return { url, token, profile, stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function newPassword(session: Session): Promise<string> {
  const { io } = session;
  for (;;) {
    const password = await io.askSecret(`A password for it, at least ${shortestPassword} characters: `);
    if (!password) throw new CliProblem('CANCELLED', 'No password was typed, so no desk was made.');
    if ([...password].length < shortestPassword) {
      await session.show('That is too short.');
      continue;
    }
    if ((await io.askSecret('Once more: ')) === password) return password;
    await session.show('The two are not the same.');
  }
}

function nextSteps(desk: { command: string; folder: string; email: string; portal: string }): string {
  const { command, folder, email, portal } = desk;
  const data = shellWord(folder);
  return `
The desk is made, in ${folder}.

Start it:      POSTERN_DATA=${data} ${shellWord(command)} serve
Then sign in:  postern auth login --url ${new URL(portal).origin} --email ${shellWord(email)}
The portal:    ${portal}

As a service (systemd, in /etc/systemd/system/postern.service):

  [Service]
  User=postern
  Environment=POSTERN_DATA=${folder}
  ExecStart=${command} serve
  Restart=always

A public address, mail and Slack: docs/your-own-desk.md`;
}
