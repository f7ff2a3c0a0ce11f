/** What the plain inbox asks next: the kind of a text and its reader before anything else. */
import { textOf } from '../editor/editor.ts';
import { namesOf, withFiles } from '../store/composing-words.ts';
import type { Composer, InboxState } from '../store/model.ts';
import { actsWords } from '../store/reply-acts.ts';
import { questionWords } from '../views/foot-view.ts';
import { pagePrompt } from './plain-pages.ts';

/** What is asked next. The kind of a text and its reader come first. */
export function promptText(state: InboxState): string {
  // Whoever has several desks hears with every question which one it is.
  return state.stripe === null ? asked(state) : `${state.desk}. ${asked(state)}`;
}

function asked(state: InboxState): string {
  const { question, picker, composer, openId } = state;
  if (question) return `${questionWords(state)} y or n: `;
  if (picker?.purpose.kind === 'publish') return `${picker.title}: `;
  if (picker) return 'Number, words to narrow, or nothing to cancel: ';
  if (state.queryEditor) return 'Query, or nothing to cancel: ';
  if (composer) return composerPrompt(composer);
  const onPage = pagePrompt(state);
  if (onPage) return onPage;
  return openId === null ? 'List. Number, command, or ?: ' : 'Ticket. Command, or ?: ';
}

function composerPrompt(composer: Composer): string {
  const hasText = textOf(composer.editor) !== '';
  const on = `${composer.number}${withFiles(composer.files.length)}`;
  if (composer.kind === 'note')
    return `Internal note on ${on}, never shown to ${composer.customer}. ${
      hasText ? 'More lines, or .keep, .draft, .help: ' : 'Write; .keep keeps it inside: '
    }`;
  const reader = composer.audience ? namesOf(composer.audience) : composer.customer;
  const also = composer.acts ? ` Sending will also: ${actsWords(composer.acts)}.` : '';
  return `PUBLIC REPLY to ${reader} on ${on}.${also} ${
    hasText ? 'More lines, or .send, .draft, .help: ' : 'Write; .send sends it to the customer: '
  }`;
}

/** The words that do something on a line of their own while a text is written. */
export function writingWords(kind: Composer['kind']): string {
  return [
    kind === 'reply' ? '.send: send it to the customer' : '.keep: keep it inside the team',
    '.draft: keep the draft and leave',
    '.discard: throw it away (asks first)',
    '.attach FILE: send a file along; .detach: take it off',
    '.snippet: put in a snippet',
    ...(kind === 'reply' ? ['.alone: send the text alone, without what a snippet does beside'] : []),
    '.other: the other draft, written on another machine',
    '.editor: write in your own editor',
    kind === 'reply'
      ? '.inside: make an internal note of it'
      : '.public: make a public reply of it (asks first)',
  ].join('\n');
}
