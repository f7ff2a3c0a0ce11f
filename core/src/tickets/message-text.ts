/** What people write, made fit to be stored: the same for a message, a note and a subject from every front. */
import { PosternError } from '../errors.ts';

/** In characters. Longer texts belong into a file. */
export const longestMessage = 100_000;
export const longestSubject = 200;

/** Line ends become `\n`; NUL is taken out and lone surrogates are replaced, for no database keeps either. */
export function storable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '').toWellFormed();
}

/** A character that leaves ink; the braille pattern without dots is the one symbol that leaves none. */
const visible = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether a reader would see nothing at all: a subject of zero-width spaces is a link that nobody can follow. */
export function isBlank(text: string): boolean {
  return !visible.test(text);
}

/** The text of a message or note. Throws `MESSAGE_EMPTY` or `MESSAGE_TOO_LONG`. */
export function messageText(text: string): string {
  // Not a pattern for the end: over a megabyte of spaces it would go back and forth for hours.
  const body = storable(text).trimEnd().replace(/^\n+/, '');
  if (isBlank(body)) throw new PosternError('MESSAGE_EMPTY', 'The message is empty. Write something first.');
  if (body.length > longestMessage) {
    throw new PosternError(
      'MESSAGE_TOO_LONG',
      `The message is too long: ${body.length.toLocaleString('en')} characters, and at most ${longestMessage.toLocaleString('en')} fit. Shorten it and send it again.`,
      { length: body.length, longest: longestMessage },
    );
  }
  return body;
}

/** A subject on one line. Throws `SUBJECT_EMPTY` or `SUBJECT_TOO_LONG`. */
export function subjectText(text: string): string {
  const subject = storable(text).replace(/\s+/g, ' ').trim();
  if (isBlank(subject))
    throw new PosternError('SUBJECT_EMPTY', 'The subject is empty. Say in a few words what it is about.');
  if (subject.length > longestSubject) {
    throw new PosternError(
      'SUBJECT_TOO_LONG',
      `The subject is too long: ${subject.length.toLocaleString('en')} characters, and at most ${longestSubject} fit. Shorten it and send it again.`,
      { length: subject.length, longest: longestSubject },
    );
  }
  return subject;
}
