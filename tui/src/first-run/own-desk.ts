/** A desk of one's own on this machine: five questions, one `postern-server init`, and what to type next. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { shortestPassword } from '@postern/core/client';
import { CliProblem } from '../cli/problem.ts';
import { shellWord } from '../cli/profiles.ts';
import type { Session } from '../cli/session.ts';

/** Asks, makes the desk and says how it goes on. Throws `CANCELLED` when a question is left open. */
export async function makeOwnDesk(session: Session, command: string): Promise<void> {
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
  if (code !== 0) throw new CliProblem('FAILED', said.trim().replace(/^postern: /, ''), 'Nothing was made.');
  await session.show(nextSteps({ command, folder, email }));
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

function nextSteps({ command, folder, email }: { command: string; folder: string; email: string }): string {
  const data = shellWord(folder);
  return `
The desk is made, in ${folder}.

Start it:      POSTERN_DATA=${data} ${shellWord(command)} serve
Then sign in:  postern auth login --email ${shellWord(email)}
The portal:    http://127.0.0.1:4000/support, once: postern portal on

As a service (systemd, in /etc/systemd/system/postern.service):

  [Service]
  User=postern
  Environment=POSTERN_DATA=${folder}
  ExecStart=${command} serve
  Restart=always

A public address, mail and Slack: docs/your-own-desk.md`;
}
