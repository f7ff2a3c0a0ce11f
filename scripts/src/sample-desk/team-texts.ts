/** What the sample team has made for itself: its snippets, and the tags by which it sorts. */

export const sampleSnippets = [
  {
    name: 'hello',
    body: 'Hello {{requester.first-name}},\n\nthank you for writing to us.',
  },
  {
    name: 'more-details',
    body: 'Could you tell us which browser you use, when it happened last, and what the page said then? A picture of the screen helps most.',
  },
  {
    name: 'regards',
    body: 'Kind regards,\n{{agent.first-name}}',
  },
];

/** By words of the subject, in the languages that the sample's customers write. */
const tagWords: readonly (readonly [tag: string, words: RegExp])[] = [
  ['billing', /invoice|VAT|bill|factur|Rechnung|fattur|faktur|請求/i],
  ['login', /sign in|log ?in|password|two-step|SSO|シングルサインオン|adımlı/i],
  ['export', /export|import|CSV/i],
  ['security', /security|access review|questionnaire/i],
  ['seats', /usuarios|seat|invit/i],
];

/** The tags of a ticket with this subject. */
export function sampleTags(subject: string): string[] {
  return tagWords.filter(([, words]) => words.test(subject)).map(([tag]) => tag);
}
