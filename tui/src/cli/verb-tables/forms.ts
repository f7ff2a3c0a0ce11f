/** The verbs about support forms. */
import type { FlagName } from '../flags.ts';
import type { Positional, VerbEntry } from '../verbs.ts';

const form: Positional = { name: 'form', about: 'The name of the form', isRequired: true, isMany: false };
const field: Positional = {
  name: 'field',
  about: 'subject, message, files, or the key of a property',
  isRequired: true,
  isMany: false,
};
const fieldFlags: readonly FlagName[] = ['label', 'hint', 'required', 'optional', 'show-if'];

export const forms: readonly VerbEntry[] = [
  {
    name: 'portal form',
    about: 'Show which support form the portal has, or choose another one, or none',
    positionals: [{ ...form, about: 'The name of a form, or none', isRequired: false }],
    flags: ['if-revision'],
    required: [],
    examples: [
      ['postern portal form Support', 'Customers file tickets with it'],
      ['postern portal form none', 'They read and reply, and file nothing'],
    ],
  },
  {
    name: 'form list',
    about: 'List the support forms; one that no portal can take says why',
    flags: [],
    required: [],
    examples: [['postern form list --json', 'For scripts']],
  },
  {
    name: 'form view',
    about: 'Show a form with its fields in order',
    positionals: [form],
    flags: [],
    required: [],
    examples: [['postern form view Support', 'What customers are asked']],
  },
  {
    name: 'form create',
    about: 'Make a form: from the support template, which asks for subject, message and files, or blank',
    positionals: [{ ...form, name: 'name' }],
    flags: ['template', 'inbox', 'title', 'hint'],
    required: [],
    examples: [
      ['postern form create Billing --inbox Billing', 'Ready to be attached'],
      ['postern form create Survey --template blank --inbox none', 'Asks for nothing, files nowhere'],
    ],
  },
  {
    name: 'form edit',
    about: "Change a form's words, its inbox, and whether it asks for subject and message",
    positionals: [form],
    flags: ['rename', 'title', 'hint', 'inbox', 'ticket-properties'],
    required: [],
    examples: [
      ['postern form edit Support --title "Tell us what happened"', 'Over the form, and in the browser tab'],
      ['postern form edit Survey --ticket-properties on --inbox Support', 'Now a portal can take it'],
    ],
  },
  {
    name: 'form delete',
    about: 'Take a form away; tickets filed with it stay',
    positionals: [form],
    flags: [],
    required: [],
    examples: [['postern form delete Survey --yes', 'Without a question']],
  },
  {
    name: 'form field add',
    about: 'Ask for one more thing',
    positionals: [form, field],
    flags: [...fieldFlags, 'position'],
    required: [],
    examples: [
      ['postern form field add Support plan --required --position 2', 'Between subject and message'],
      ['postern form field add Support seats --show-if plan=Pro,Team', 'Only with these answers'],
    ],
  },
  {
    name: 'form field edit',
    about: "Change a field's words, whether it is required, and on what it depends",
    positionals: [form, field],
    flags: fieldFlags,
    required: [],
    examples: [
      ['postern form field edit Support plan --label "Which plan do you have?"', 'What customers read'],
      ['postern form field edit Support seats --show-if none', 'Always shown'],
    ],
  },
  {
    name: 'form field move',
    about: 'Give a field another place',
    positionals: [form, field],
    flags: ['position'],
    required: ['position'],
    examples: [['postern form field move Support plan --position 1', 'First of all']],
  },
  {
    name: 'form field remove',
    about: 'Ask for something no more; what was answered stays on the tickets',
    positionals: [form, field],
    flags: [],
    required: [],
    examples: [['postern form field remove Support seats', 'The property itself stays']],
  },
];
