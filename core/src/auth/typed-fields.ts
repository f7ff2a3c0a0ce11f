/** An e-mail address and a name as strangers type them: fit to be stored, or refused beside their field. */
import { isEmailAddress } from '../contacts/contact-input.ts';
import { displayText } from '../display-text.ts';
import { PosternError } from '../errors.ts';

const longestName = 200;

/** In lower case and without spaces around it. Throws `FIELD_INVALID` for what no mail could go to. */
export function typedEmail(text: string): string {
  const email = text.trim().toLowerCase();
  if (!isEmailAddress(email))
    throw fieldInvalid('email', 'This is not an e-mail address. Check it for typing errors.');
  return email;
}

/** On one line. Throws `FIELD_INVALID` when nothing or too much is there. */
export function typedName(text: string): string {
  const name = text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  if (displayText(name).trim() === '')
    throw fieldInvalid('name', 'The name is empty. Write how people shall call you.');
  if (name.length > longestName)
    throw fieldInvalid('name', `The name is too long. Shorten it to at most ${longestName} characters.`);
  return name;
}

function fieldInvalid(field: string, sentence: string): PosternError {
  return new PosternError('FIELD_INVALID', sentence, { field });
}
