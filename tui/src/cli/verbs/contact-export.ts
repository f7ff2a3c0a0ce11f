/** `postern contact export`: everything that the desk may hand to a person about themselves, as one JSON document. */
import type { Args } from '../flags.ts';
import { jsonText } from '../json-text.ts';
import { chosenFields } from '../output.ts';
import type { Session } from '../session.ts';

const fields = ['exportedAt', 'contact', 'lists', 'invitations', 'consents', 'signIns', 'tickets'];

/** On stdout, whatever the format: it is a file for the person. Throws `CONTACT_NOT_FOUND`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  const chosen = chosenFields(args, fields) ?? fields;
  const client = await session.client();
  const exported = await client.contacts.export.mutate({ contact: args.email as string });
  session.io.stdout.write(
    `${jsonText(Object.fromEntries(chosen.map((name) => [name, exported[name as keyof typeof exported]])), !args.jsonl)}\n`,
  );
  await session.say(
    `${exported.tickets.length} ${exported.tickets.length === 1 ? 'ticket' : 'tickets'}, without notes and without what others wrote.`,
  );
}
