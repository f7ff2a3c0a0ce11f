/** The verbs about the audit trail. */
import type { VerbEntry } from '../verbs.ts';

export const audit: readonly VerbEntry[] = [
  {
    name: 'audit list',
    about: 'List what was done on the desk, the newest first; needs the permission audit.read',
    flags: ['ticket', 'actor', 'action', 'since', 'until'],
    required: [],
    hasPages: true,
    examples: [
      ['postern audit list --since yesterday', 'From the beginning of yesterday on'],
      ['postern audit list --ticket 1042', 'All that happened to one ticket'],
      ['postern audit list --actor bo@postern.example --action ticket.closed', 'What somebody closed'],
      ['postern audit list --action portal --json', 'All that was done to the portal, with its facts'],
    ],
  },
  {
    name: 'audit verify',
    about: 'Prove that no event of the audit trail was changed or taken out, and print its last hash',
    flags: ['against'],
    required: [],
    examples: [
      ['postern audit verify', 'Exit 1 when something is wrong; note the anchor down elsewhere'],
      [
        'postern audit verify --against "$(cat anchor)"',
        'Also when the whole trail was written anew since then',
      ],
    ],
  },
];
