/** What `postern-server init` asks on a terminal, where its flags leave it open. */
import { ask, canAsk } from './ask.ts';
import { UsageError } from './start-error.ts';

interface Known {
  name?: string | undefined;
  email?: string | undefined;
  title?: string | undefined;
}

const usualTitle = 'Support';

/** Asks nothing where the administrator is known. Throws `UsageError` where nobody can be asked, and `Unanswered`. */
export async function completeInit(known: Known): Promise<{ name: string; email: string; title: string }> {
  const { name, email, title } = known;
  if (name !== undefined && email !== undefined) return { name, email, title: title ?? usualTitle };
  if (!canAsk()) {
    const missing = [name === undefined && '--name', email === undefined && '--email'].filter(Boolean);
    throw new UsageError(
      `Who is the first administrator? Without a terminal to ask on, ${missing.join(' and ')} must be given.`,
      'For example: postern-server init --name "Ada Okafor" --email ada@example.com --password-stdin',
    );
  }
  return {
    name: name ?? (await ask('Your name: ')),
    email: email ?? (await ask('Your e-mail address: ')),
    title:
      title ?? ((await ask(`What customers shall read as its title [${usualTitle}]: `)).trim() || usualTitle),
  };
}
