/** Every fixed text of the mails, in English. Another language is one more file of this shape. */

export const en = {
  reply: {
    answered: (author: string, portal: string) => `${author} (${portal}) answered your ticket:`,
    readAndAnswer: (address: string) => `Read and answer: ${address}`,
  },

  /** `{name}`, `{portal}` and `{link}` are filled in, as in an invitation text of the desk's own. */
  invite: {
    subject: 'Your access to {portal}',
    body: [
      'Hello {name},',
      '',
      'you can now see your tickets at {portal}, answer them, and file new ones. Open this link to choose a password:',
      '',
      '{link}',
      '',
      'It works once, within 30 days. After that, ask for a new one with “Forgot password?” on the sign-in page.',
    ].join('\n'),
  },

  register: {
    subject: (portal: string) => `Finish your registration at ${portal}`,
    body: (facts: { name: string; portal: string; link: string }) =>
      [
        `Hello ${facts.name},`,
        '',
        `you asked to register at ${facts.portal}. Open this link to choose a password:`,
        '',
        facts.link,
        '',
        'It works once, within 24 hours. If it was not you who asked, do nothing: without the link there is no login.',
      ].join('\n'),
  },

  hasLogin: {
    subject: (portal: string) => `You have a login at ${portal}`,
    body: (facts: { portal: string; signIn: string; forgot: string }) =>
      [
        `Somebody asked to register this address at ${facts.portal}. It has a login already, so nothing was changed.`,
        '',
        `Sign in: ${facts.signIn}`,
        `Choose a new password: ${facts.forgot}`,
        '',
        'If it was not you who asked, do nothing.',
      ].join('\n'),
  },

  reset: {
    subject: (portal: string) => `Choose a new password for ${portal}`,
    body: (facts: { name: string; portal: string; link: string }) =>
      [
        `Hello ${facts.name},`,
        '',
        `you asked for a new password at ${facts.portal}. Open this link to choose it:`,
        '',
        facts.link,
        '',
        'It works once, within an hour. If it was not you who asked, do nothing: your password stays as it is.',
      ].join('\n'),
  },

  /** For contacts who asked for a new password and never had one. */
  firstPassword: {
    subject: (portal: string) => `Choose a password for ${portal}`,
    body: (facts: { name: string; portal: string; link: string }) =>
      [
        `Hello ${facts.name},`,
        '',
        `you have no password at ${facts.portal} yet. Open this link to choose one:`,
        '',
        facts.link,
        '',
        'It works once, within 30 days. If it was not you who asked, do nothing.',
      ].join('\n'),
  },

  passwordChanged: {
    subject: (portal: string) => `Your password for ${portal} was changed`,
    body: (facts: { name: string; portal: string; forgot: string }) =>
      [
        `Hello ${facts.name},`,
        '',
        `your password for ${facts.portal} was changed, and every other browser was signed out.`,
        '',
        `If it was not you, choose another one now: ${facts.forgot}`,
      ].join('\n'),
  },
};

/** What a language must say. */
export type MailTexts = typeof en;
