/** The verbs about how customers come in: invitations, and the notice they accept. */
import type { VerbEntry } from '../verbs.ts';

export const comingIn: readonly VerbEntry[] = [
  {
    name: 'contact invite',
    about: 'Mail a contact the link to set up a login for the portal',
    positionals: [{ name: 'email', about: 'The address of the contact', isRequired: true, isMany: false }],
    flags: ['again'],
    required: [],
    examples: [
      ['postern contact invite maria@acme.example', 'Once: invited before, nothing is sent'],
      ['postern contact invite maria@acme.example --again', 'Another mail, with a new link'],
    ],
  },
  {
    name: 'portal consent show',
    about: 'Show the notice that customers accept before they see anything',
    flags: ['domain'],
    required: [],
    examples: [['postern portal consent show --json', 'With the time of its last review, for scripts']],
  },
  {
    name: 'portal consent set',
    about: 'Write the notice of a domain; customers accept it at their next visit',
    flags: ['text', 'text-file', 'label', 'domain'],
    required: [],
    examples: [
      ['postern portal consent set --text-file notice.txt --label "I agree."', 'Text and label of the box'],
      [
        'postern portal consent set --text "See [our terms](https://acme.example/terms)."',
        'Links are written like this',
      ],
    ],
  },
  {
    name: 'portal consent none',
    about: 'Say that customers need not accept anything',
    flags: ['domain'],
    required: [],
    examples: [['postern portal consent none', 'It counts as looked at']],
  },
];
