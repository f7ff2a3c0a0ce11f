/** What is put into a text from elsewhere: snippets with their variables filled in, and the names of teammates. */
import { displayText, expandSnippet, type ReplyActions } from '@postern/core/client';
import { createEditor, cursorOffset, textOf } from '../../editor/editor.ts';
import type { Inbox } from '../../store/inbox.ts';
import type { Choice } from '../../store/model.ts';
import { actsWords, joinedActs } from '../../store/reply-acts.ts';
import { safePeople } from '../../store/safe-tickets.ts';

export function insertingCommands({ hub, composing }: Inbox) {
  let texts = new Map<string, { body: string; acts: ReplyActions | null }>();

  const ask = (title: string, kind: 'snippet' | 'mention', choices: readonly Choice[]) =>
    hub.set({
      picker: { title, purpose: { kind }, editor: createEditor('', { singleLine: true }), choices, index: 0 },
    });

  const openSnippets = async () => {
    const answer = await hub.ask((options) => hub.client.snippets.list.query(undefined, options));
    if (!answer.ok) return hub.fail(answer.failure);
    if (answer.value.items.length === 0)
      return hub.say('plain', 'There are no snippets yet. A shell makes one: postern snippet create NAME');
    // By now the text may have been left.
    if (!hub.get().composer || hub.get().picker) return;
    texts = new Map(
      answer.value.items.map(({ name, body, actions }) => [
        name,
        { body: displayText(body, { multiline: true }), acts: actions },
      ]),
    );
    ask(
      'Put in a snippet',
      'snippet',
      [...texts].map(([name, { body, acts }]) => ({
        label: displayText(name),
        detail: `${acts ? `(${actsWords(acts)}) ` : ''}${body.split('\n')[0] ?? ''}`,
        to: name,
      })),
    );
  };

  return {
    'composer.snippet': () => void openSnippets(),
    /** Takes a choice of `composer.snippet`. */
    insertSnippet({ to }: Choice) {
      const { composer, tickets, list, me } = hub.get();
      hub.set({ picker: null });
      if (!composer || !me) return;
      const row = tickets.get(composer.ticketId) ?? list.rows.find(({ id }) => id === composer.ticketId);
      const { body = '', acts = null } = texts.get(to) ?? {};
      const text = expandSnippet(body, {
        requester: row?.requester ?? null,
        organization: row?.organization ?? null,
        agent: me,
        number: composer.number,
        subject: composer.subject,
      });
      const before = textOf(composer.editor).slice(0, cursorOffset(composer.editor));
      // Behind a word it begins a paragraph; whoever wants it in the line has typed a space.
      composing.change({ type: 'paste', text: /\S$/.test(before) ? `\n\n${text}` : text });
      if (!acts) return;
      if (composer.kind === 'note')
        return hub.say(
          'plain',
          `Only its words are put in; a note does not do the rest: ${actsWords(acts)}.`,
        );
      const all = joinedActs(composer.acts, acts);
      composing.setActs(all);
      hub.say('plain', `Sending will also: ${actsWords(all)}. Alt+t takes that off.`);
    },
    'composer.dropActs': () => {
      const { composer } = hub.get();
      if (!composer?.acts)
        return hub.say('plain', 'There is nothing to take off: sending does nothing else to the ticket.');
      if (composer.isSending) return hub.say('plain', 'It is being sent; one moment.');
      composing.setActs(null);
      hub.say('plain', `Sending only sends now. Taken off: ${actsWords(composer.acts)}.`);
    },
    /** An `@` has been typed into a note: offers the team, at the beginning of a word alone. */
    async offerTeammates() {
      const { composer } = hub.get();
      if (composer?.kind !== 'note') return;
      const before = textOf(composer.editor).slice(0, cursorOffset(composer.editor));
      if (!/(^|\s)@$/.test(before)) return;
      const answer = await hub.ask((options) => hub.client.auth.agents.query(undefined, options));
      const { composer: now, picker } = hub.get();
      // Whoever typed on knows the name.
      if (!answer.ok || picker || now?.editor !== composer.editor) return;
      ask(
        'Tell a teammate',
        'mention',
        safePeople(answer.value).map(({ name, email }) => ({
          label: name,
          detail: displayText(email),
          to: email.split('@')[0] ?? '',
        })),
      );
    },
    /** Takes a choice of `offerTeammates`; the `@` stands there already. */
    mention({ to }: Choice) {
      hub.set({ picker: null });
      composing.change({ type: 'insert', text: `${to} ` });
    },
  };
}
