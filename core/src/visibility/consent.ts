/** What customers must accept before they see anything, and the refusal until they have. */
import { createHash } from 'node:crypto';
import { PosternError } from '../errors.ts';

export interface Wording {
  text: string;
  label: string;
}

/** Names a wording: another letter in it is another hash. */
export function wordingHash({ text, label }: Wording): string {
  return createHash('sha256')
    .update(JSON.stringify([text, label]))
    .digest('hex');
}

/** The refusal of a customer who has not accepted the present wording. */
export function consentNeeded(): PosternError {
  return new PosternError('CONSENT_NEEDED', 'The notice of this portal has to be accepted first.', {
    hint: 'Open the portal in a browser, read it, and accept it.',
  });
}
