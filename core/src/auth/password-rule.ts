/** Which passwords customers may choose: long ones that nobody would try first (NIST SP 800-63B, 5.1.1.2). */
import { PosternError } from '../errors.ts';
import { commonPasswords } from './common-passwords.ts';
import { shortestPassword } from './password-length.ts';
import { longestPassword } from './passwords.ts';

/** Why a password of the right length is refused all the same. */
export type PasswordFault = 'long' | 'common' | 'email' | 'portal';

/**
 * Throws `PASSWORD_TOO_SHORT`, or `FIELD_INVALID` with the reason. No kinds of characters are asked for: they make
 * passwords that people forget and programs guess.
 */
export function requireGoodPassword(password: string, about: { email: string; portalTitle: string }): void {
  // As people count: a letter with an accent or an emoji is one.
  const { length } = [...password];
  if (length < shortestPassword) {
    throw new PosternError(
      'PASSWORD_TOO_SHORT',
      `The password has ${length} ${length === 1 ? 'character' : 'characters'}. Choose one of at least ${shortestPassword}.`,
      { shortest: shortestPassword, length },
    );
  }
  if (password.length > longestPassword)
    throw unusable('long', `Choose a password of at most ${longestPassword} characters.`);
  const typed = folded(password);
  if (typed === folded(about.email))
    throw unusable('email', 'Choose a password that is not your e-mail address.');
  if (typed === folded(about.portalTitle))
    throw unusable('portal', 'Choose a password that is not the name of this portal.');
  if (commonPasswords.has(typed))
    throw unusable('common', 'Many people have this password, so it is guessed first. Choose another one.');
}

const folded = (text: string) => text.normalize('NFKC').trim().toLowerCase();

function unusable(reason: PasswordFault, sentence: string): PosternError {
  return new PosternError('FIELD_INVALID', sentence, { field: 'password', reason });
}
