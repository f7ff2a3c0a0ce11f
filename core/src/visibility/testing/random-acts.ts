/** What may happen on a random desk, and how often. */
import type fc from 'fast-check';

const often = ['files', 'files', 'files', 'customerReplies', 'agentReplies', 'notes'] as const;
const seldom = [
  ...([
    'assigns',
    'closes',
    'reopens',
    'hides',
    'merges',
    'splits',
    'prioritizes',
    'joins',
    'leaves',
  ] as const),
  ...(['changesSight', 'changesMember', 'moves', 'blocks', 'switchesPortal', 'filters'] as const),
  ...(['changesAudience', 'joinsList', 'leavesList', 'dropsList', 'flipsConfidential'] as const),
  ...(['speaksElsewhere', 'connects', 'customerCloses', 'customerReopens', 'sendsFile'] as const),
  ...([
    'setsProperty',
    'setsProperty',
    'tags',
    'tags',
    'snoozes',
    'holds',
    'holds',
    'takesBack',
    'drafts',
    'importsThread',
    'changesConsent',
    'acceptsConsent',
    'waits',
  ] as const),
];

export type ActKind = (typeof often)[number] | (typeof seldom)[number];

/** What happens, and to whom: numbers are taken modulo what there is. */
export interface Act {
  kind: ActKind;
  contact: number;
  ticket: number;
  choice: number;
}

/** Any act. The tool is given by the test: the sample desk lives in this package too, and has none. */
export const anyAct = (check: typeof fc): fc.Arbitrary<Act> =>
  check.record({
    kind: check.oneof(check.constantFrom(...often), check.constantFrom(...seldom)),
    contact: check.nat(6),
    ticket: check.nat(99),
    choice: check.nat(99),
  });
