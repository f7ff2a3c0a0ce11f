/** The verbs about the knowledge base. */
import type { Positional, VerbEntry } from '../verbs.ts';
import { bodies } from './words-behind.ts';

const article: Positional = {
  name: 'article',
  about: 'The end of its address, such as reset-a-password, as in: postern portal kb list',
  isRequired: true,
  isMany: false,
};

const state: Positional = {
  name: 'state',
  about: 'on or off; without it, how it stands',
  isRequired: false,
  isMany: false,
};

export const portalKb: readonly VerbEntry[] = [
  {
    name: 'portal kb list',
    about: 'List the articles in the order in which customers see them, drafts too',
    flags: [],
    required: [],
    examples: [['postern portal kb list --json --fields slug,isPublished', 'For scripts']],
  },
  {
    name: 'portal kb view',
    about: "Show an article's Markdown",
    positionals: [article],
    flags: [],
    required: [],
    examples: [['postern portal kb view reset-a-password > article.md', 'Piped: the Markdown alone']],
  },
  {
    name: 'portal kb create',
    about: 'Write an article in Markdown; a draft unless --publish is given',
    flags: ['title', ...bodies, 'slug', 'publish'],
    required: ['title'],
    examples: [
      ['postern portal kb create --title "Reset a password" --body-file article.md', 'A draft'],
      ['postern portal kb create --title "Reset a password" --publish', 'Write it in your editor'],
    ],
  },
  {
    name: 'portal kb edit',
    about: "Change an article's text, title or address",
    positionals: [article],
    flags: ['title', ...bodies, 'slug', 'if-updated-at'],
    required: [],
    examples: [
      ['postern portal kb edit reset-a-password', 'In your editor'],
      ['postern portal kb edit reset-a-password --title "Passwords"', 'The title alone'],
    ],
  },
  {
    name: 'portal kb publish',
    about: 'Show an article to customers',
    positionals: [article],
    flags: [],
    required: [],
    examples: [['postern portal kb publish reset-a-password', 'Everybody can read it']],
  },
  {
    name: 'portal kb unpublish',
    about: 'Take an article back; it is a draft again',
    positionals: [article],
    flags: [],
    required: [],
    examples: [['postern portal kb unpublish reset-a-password', 'Only agents read it']],
  },
  {
    name: 'portal kb move',
    about: "Put an article at another place in the customers' order",
    positionals: [article],
    flags: ['position'],
    required: ['position'],
    examples: [['postern portal kb move reset-a-password --position 1', 'First']],
  },
  {
    name: 'portal kb delete',
    about: 'Delete an article for good',
    positionals: [article],
    flags: [],
    required: [],
    examples: [['postern portal kb delete reset-a-password --yes', 'Without a question']],
  },
  {
    name: 'portal kb snippet',
    about: 'Print HTML for a knowledge base elsewhere: a link to the portal, kept up to date',
    flags: [],
    required: [],
    examples: [['postern portal kb snippet', "Paste it into that site's template"]],
  },
  {
    name: 'portal kb link',
    about: "Switch the portal's link to the knowledge base on or off",
    positionals: [state],
    flags: [],
    required: [],
    examples: [['postern portal kb link on', 'Refused while there is nothing to read']],
  },
  {
    name: 'portal kb show-portal',
    about: 'Switch the link "Go to …" at the top of the knowledge base on or off',
    positionals: [state],
    flags: [],
    required: [],
    examples: [['postern portal kb show-portal on', 'In a pasted snippet as well']],
  },
];
