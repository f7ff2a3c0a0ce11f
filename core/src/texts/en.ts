/** Every fixed text that customers read, on pages and in mails, in English. Another language is one more file of this shape. */
import type { ErrorCode } from '../errors.ts';
import { numbersIn } from './numbers.ts';
import { plural } from './plural.ts';

type Facts = Record<string, unknown>;

const locale = 'en-GB';
const { inNumbers, sizeIn } = numbersIn(locale);
const goneWrong = 'Something went wrong on our side. Please try again in a moment.';

export const en = {
  /** For `lang`. */
  language: 'en',
  /** As the people who speak it call it. */
  name: 'English',
  /** For dates and numbers. */
  locale,
  direction: 'ltr' as 'ltr' | 'rtl',

  skipToContent: 'Skip to content',
  portalLinks: 'Portal',
  poweredBy: 'Powered by Postern',
  file: 'File a support ticket',
  signOut: 'Sign out',
  signedInAs: (name: string) => `Signed in as ${name}`,
  titleWithProblem: (title: string) => `Please check: ${title}`,
  problemHeading: 'Please check this',
  /** In the summary before a form: a field's label, and what is wrong with it. */
  aboutField: (label: string, problem: string) => `“${label}”: ${problem}`,

  /** The customer's words for the stages that every pipeline begins with; a desk's own words stay as they are. */
  stages: {
    Received: 'Received',
    'We are on it': 'We are on it',
    'Waiting for you': 'Waiting for you',
    Closed: 'Closed',
  } as Record<string, string>,

  status: { all: 'All', open: 'Open', waiting: 'Waiting for you', closed: 'Closed' },

  signIn: {
    title: 'Sign in',
    heading: 'Sign in to see your tickets',
    email: 'Email',
    password: 'Password',
    submit: 'Sign in',
    signedOut: 'You are signed out.',
    goOn: 'Please sign in to go on.',
    textIsKept:
      'Your session has ended, so nothing was sent. Sign in again: what you wrote is kept and will be shown to you.',
    textStillHere: 'You are signed in again. What you wrote is still here; it has not been sent yet.',
    emailEmpty: 'Enter your e-mail address.',
    passwordEmpty: 'Enter your password.',
    tooOld: 'This page was open for too long. Please sign in now.',
    tooOldHint: 'If this happens again, allow cookies for this site in your browser.',
    forgot: 'Forgot password?',
    newHere: 'New here?',
    register: 'Register here',
    bySso:
      'You sign in here through your company. Start from the place where your company keeps its applications.',
  },

  /** Before the first sign-in, and for a password that was forgotten. */
  entry: {
    tooMany: (minutes: number) =>
      plural('en', minutes, {
        one: `Mails were asked for too often. Try again in ${minutes} minute.`,
        other: `Mails were asked for too often. Try again in ${minutes} minutes.`,
      }),
    tooManyForNow: 'Mails were asked for too often. Try again in an hour.',
    nameEmpty: 'Enter your name.',
    nameTooLong: 'This name is too long. Shorten it to at most 200 characters.',
    emailInvalid: 'This is not an e-mail address. Check it for typing errors.',
    toSignIn: 'Back to sign-in',
    noMail:
      'No mail after a few minutes? Look among the unwanted mails, and check that the address is right.',
    register: {
      title: 'Register',
      heading: 'Register to see your tickets',
      help: 'We send a link to your e-mail address. You choose a password there.',
      name: 'Your name',
      submit: 'Register',
      haveLogin: 'You have a login?',
      signIn: 'Sign in',
      consentMissing: 'Tick the box to go on. Without it we cannot register you.',
      consentChanged:
        'This notice has changed while the page was open. Please read it and tick the box again.',
      sentTitle: 'Look into your mailbox',
      sent: (email: string) =>
        `If ${email} can register, a mail is on its way. Open the link in it to go on.`,
    },
    forgot: {
      title: 'New password',
      heading: 'Forgot your password?',
      help: 'We send a link to your e-mail address. You choose a new password there.',
      submit: 'Send the link',
      sentTitle: 'Look into your mailbox',
      sent: (email: string) =>
        `If ${email} has access here, a mail is on its way. Open the link in it to go on.`,
    },
    password: {
      title: 'Choose a password',
      headings: {
        REGISTER: 'Choose your password',
        INVITE: 'Choose your password',
        RESET: 'Choose a new password',
      },
      password: 'New password',
      help: (shortest: number) =>
        `At least ${inNumbers(shortest)} characters. Several words that only you would put together are a good one.`,
      signsOut: 'Other browsers where you are signed in will be signed out.',
      submit: 'Save and sign in',
      empty: 'Enter a password.',
      faults: {
        long: 'This password is too long. Choose one of at most 512 characters.',
        common: 'Many people have this password, so it is guessed first. Choose another one.',
        email: 'This is your e-mail address. Choose a password that nobody knows.',
        portal: 'This is the name of this page. Choose a password that nobody knows.',
      } as Record<string, string>,
      hasLoginTitle: 'You have a login',
      hasLogin: (email: string) =>
        `${email} has a password already, so this link is not needed any more. Please sign in.`,
      signIn: 'Sign in',
      expiredTitle: 'This link does not work any more',
      expired: 'It was used already, has expired, or was not copied in full.',
      askAgain: 'Ask for a new link',
    },
    consent: {
      title: 'Please read this',
      heading: 'Before you go on',
      help: 'We ask you to read this once. You see it again only when it changes.',
      submit: 'Accept and go on',
      missing: 'Tick the box to go on.',
      changed: 'The notice has just changed. Please read it again.',
    },
  },

  list: {
    title: 'Your tickets',
    waitingForYou: (count: string) => `${count} waiting for you`,
    open: (count: string) => `${count} open`,
    closed: (count: string) => `${count} closed`,
    /** A count that stopped at its limit. */
    atLeast: (count: number) => `${inNumbers(count)}+`,
    count: inNumbers,
    columns: {
      number: 'ID',
      subject: 'Subject',
      requester: 'Requester',
      created: 'Created',
      lastActivity: 'Last activity',
      status: 'Status',
    },
    searchLabel: 'Search tickets',
    statusLabel: 'Status',
    search: 'Search',
    clear: 'Show all tickets',
    by: (name: string) => `by ${name}`,
    older: 'Older tickets',
    newer: 'Newer tickets',
    pages: 'More tickets',
    scopes: 'Whose tickets',
    mine: 'Mine',
    organizations: (name: string) => `${name}’s`,
    noneMine: 'You have no tickets of your own yet. When you need help, write to us here.',
    /** Where none can be filed in the portal. */
    noneYet: 'You have no tickets yet.',
    none: 'You have no tickets yet. When you need help, write to us here.',
    noHit: (search: string, status: 'all' | 'open' | 'waiting' | 'closed') => {
      if (status === 'waiting')
        return search === ''
          ? 'No ticket is waiting for you.'
          : `No ticket that is waiting for you has “${search}” in it.`;
      const which = status === 'all' ? '' : `${status} `;
      return search === '' ? `You have no ${which}tickets.` : `No ${which}ticket has “${search}” in it.`;
    },
    noHitHint: 'Subjects and messages were searched, and ticket numbers.',
    searchTooLong: 'This is too long to search for. Use at most 200 characters.',
    /** For programs, which name what they ask for in the address. */
    unknownParameter: (name: string, known: readonly string[]) =>
      `There is no parameter “${name}”. Parameters are ${known.join(', ')}.`,
    unknownValue: (name: string, value: string, known: readonly string[]) =>
      `There is no ${name} “${value}”. It is one of ${known.join(', ')}.`,
    parameterTwice: (name: string) => `The parameter “${name}” came more than once. Send it once.`,
    unknownCursor:
      'The parameter “cursor” cannot be read. Take it from the page before, or leave it out to start anew.',
  },

  ticket: {
    back: 'Your tickets',
    messages: 'Messages',
    created: 'Created',
    byYou: 'by you',
    by: (name: string) => `by ${name}`,
    answered: (name: string) => `${name} answered`,
    you: 'You',
    agent: (name: string, portal: string) => `${name}, ${portal}`,
    channels: {
      portal: 'portal',
      form: 'form',
      email: 'e-mail',
      slack: 'Slack',
      chat: 'chat',
      messenger: 'Facebook Messenger',
      api: 'API',
    } as Record<string, string>,
    quoted: 'Show quoted text',
    newSince: 'New since your last visit',
    /** `{name}` is put in by the script. */
    news: 'New message from {name}',
    earlier: (count: number) =>
      plural('en', count, {
        one: `Show ${inNumbers(count)} earlier message`,
        other: `Show ${inNumbers(count)} earlier messages`,
      }),
    sent: 'Sent',
    sentTitle: 'Reply sent',
    reopened: 'The ticket is open again.',
    closed: 'The ticket is closed.',
    close: 'It is solved, close it',
    reopen: 'Reopen',
    followedUp: (number: number) =>
      `Ticket #${number} was closed some time ago, so your reply started this new one. The two are linked.`,
    replyHeading: 'Your reply',
    replyLabel: 'Message',
    send: 'Send reply',
    outcome: {
      added: '',
      reopened: 'This ticket is closed. Replying reopens it.',
      followedUp: 'This ticket was closed some time ago. A reply starts a new ticket linked to this one.',
    },
  },

  newTicket: {
    title: 'File a support ticket',
    help: 'Tell us what happened and what you expected.',
    required: 'required',
    optional: 'optional',
    yes: 'Yes',
    no: 'No',
    noAnswer: 'No answer',
    choose: 'Please choose',
    /** What a field depends on, for pages that no script changes. */
    onlyIf: (field: string, answers: readonly string[]) =>
      `Only if “${field}” is ${answers.map((answer) => `“${answer}”`).join(' or ')}.`,
    changed:
      'This form has changed since you opened it, so nothing was sent. What you wrote is still here: please look through it and send it again.',
    wrong: {
      required: 'Please answer this.',
      number: 'Write a number, such as 12 or 12.5.',
      date: 'Choose a day, or write it as year, month and day: 2026-11-02.',
      yesNo: 'Choose yes or no.',
      option: 'Choose one of these answers.',
      tooLong: 'This answer is too long. Shorten it, or put the rest into the message.',
    },
    subject: 'Subject',
    subjectHelp: 'A few words, for example “Invoice shows the wrong address”.',
    message: 'Message',
    submit: 'File a support ticket',
    cancel: 'Back to your tickets',
    /** Where the portal does not show what was filed. */
    receivedTitle: 'We have received your message',
    receivedNext: 'A person will read it. It does not appear among your tickets here.',
    filedTitle: (number: number) => `Ticket #${number} is filed`,
    filedAbout: 'We have your message about',
    filedNext: (email: string) =>
      `A person will read it. The answer appears on the ticket’s page, and we send it to ${email} as well.`,
    open: (number: number) => `Open ticket #${number}`,
  },

  /** For the team, who look at the pages through a customer's eyes. */
  preview: {
    label: 'Preview',
    title: (title: string) => `Preview: ${title}`,
    as: (name: string) => `Preview as ${name}`,
    readOnly: 'read-only',
    leave: 'Leave',
    isOff: 'The portal is off: customers get a neutral page.',
    shutBy: {
      'sign-in': 'This contact is blocked, and gets this page.',
      audience: 'This contact is on none of the portal’s lists, and gets this page.',
    },
    formOff: 'In a preview nothing can be sent.',
    readOnlyTitle: 'Nothing was sent',
    chooseTitle: 'Preview the portal',
    chooseHelp: 'Through whose eyes? You see what this contact sees, and change nothing.',
    contact: 'Email of the contact',
    choose: 'Preview',
    recent: 'Contacts who wrote lately',
    noContact: 'There is no contact with this address. Check it, or choose one below.',
    leftTitle: 'You have left the preview',
    leftHint: 'Nothing was changed. You can close this page.',
    endedTitle: 'This preview has ended',
    endedHint: 'A preview lasts an hour. Start another one with: postern portal preview --as EMAIL',
  },

  files: {
    /** Before the files of a message, for screen readers. */
    attached: 'Attached files',
    attachedTo: 'Attached',
    label: 'Attach files',
    help: (most: number, megabytes: number) =>
      plural('en', most, {
        one: `One file of at most ${inNumbers(megabytes)} MB.`,
        other: `Up to ${inNumbers(most)} files of at most ${inNumbers(megabytes)} MB each.`,
      }),
    /** Before the files of a form, for screen readers. */
    chosen: 'Chosen files',
    removeShort: 'Remove',
    remove: (name: string) => `Remove ${name}`,
    size: (bytes: number) => sizeIn(bytes, { bytes: 'B', kilobytes: 'KB', megabytes: 'MB' }),
    tooLarge: (megabytes: number) => `Too large: at most ${inNumbers(megabytes)} MB. Please remove it.`,
    tooMany: (most: number) => `Too many files: at most ${inNumbers(most)}. Please remove it.`,
    failed: 'Could not be sent. Remove it and try again.',
    done: 'attached',
    removed: 'Removed',
    gone: 'A file that you chose is not here any more. Please choose it again.',
  },

  kb: {
    title: 'Knowledge base',
    heading: 'How can we help?',
    searchLabel: 'Search articles',
    none: 'There are no articles yet.',
    noHit: (search: string) => `No article has “${search}” in it.`,
    noHitHint: 'Titles and texts were searched. Fewer or other words may find more.',
    found: (count: number) =>
      plural('en', count, {
        one: `${inNumbers(count)} article found.`,
        other: `${inNumbers(count)} articles found.`,
      }),
    all: 'Show all articles',
    updated: 'Last updated',
    notEnough: 'Was this not enough?',
    goToPortal: (portal: string) => `Go to ${portal}`,
    noArticle: 'There is no article at this address',
    noArticleHint: 'It may have been renamed or taken back. Perhaps another one helps.',
    sectionLink: (heading: string) => `Link to “${heading}”`,
    /** Names of parts that can be scrolled. */
    table: 'Table',
    code: 'Code',
    hints: 'These may answer it at once (they open in a new tab):',
    lookFirst: 'Look for articles first (opens in a new tab)',
    nearest: 'These articles may help:',
  },

  notFound: {
    title: 'Not found',
    ticket: (number: string) => `There is no ticket #${number} here`,
    ticketHint:
      'The number may be mistyped, or the ticket belongs to somebody else. Your list shows every ticket you can see.',
    page: 'There is no page at this address',
    pageHint: 'The address may be mistyped, or the page has moved.',
    fileHint: 'The address may be mistyped, or the file belongs to a ticket that you cannot see.',
    toList: 'Your tickets',
  },

  problem: {
    title: 'That did not work',
    off: 'This page is not available at the moment',
    offHint: 'Please come back later.',
    foreignTitle: 'This form was not taken',
    foreign:
      'It seems to have come from another site, so nothing was done. Open the page again and send it from there.',
    notAForm: 'What was sent is not one of our forms, so nothing was done.',
    tooLarge: 'This is too large to be taken in, so nothing was sent.',
    tooLargeHint: 'Go back in your browser, shorten the text, and send it again.',
    kept: 'What you wrote, so that you can copy it',
    reference: (id: string) => `If you ask us about this, name the reference ${id}.`,
    formTooOld:
      'This page was open for too long, so nothing was sent. What you wrote is still here: please send it again.',
    pageTooOld: 'This page was open for too long, so nothing was done. Please try again.',
    formIncomplete:
      'The form did not arrive in full, so nothing was sent. What you wrote is still here: please send it again.',
    unknownFields: (names: string[]) =>
      plural('en', names.length, {
        one: `The form came with a field we do not know (${names.join(', ')}), so nothing was sent. Please send it again.`,
        other: `The form came with fields we do not know (${names.join(', ')}), so nothing was sent. Please send it again.`,
      }),
  },

  /** The mails. */
  mail: {
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
  },

  /** What a customer reads for each way the desk can say no; the short ones cannot happen in a portal. */
  failures: {
    BAD_INPUT: () => 'This cannot be read. Please check it and send it again.',
    BAD_QUERY: () => 'This cannot be searched for. Please use plain words.',
    MESSAGE_EMPTY: () => 'Write a message first.',
    MESSAGE_TOO_LONG: ({ length, longest }) =>
      typeof length === 'number' && typeof longest === 'number'
        ? `The message is too long: it has ${inNumbers(length)} characters, and at most ${inNumbers(longest)} fit. Shorten it and send it again.`
        : 'The message is too long. Shorten it and send it again.',
    SUBJECT_EMPTY: () => 'Say in a few words what it is about.',
    SUBJECT_TOO_LONG: ({ length, longest }) =>
      typeof length === 'number' && typeof longest === 'number'
        ? `The subject is too long: it has ${inNumbers(length)} characters, and at most ${inNumbers(longest)} fit. Put the rest into the message.`
        : 'The subject is too long. Put the rest into the message.',
    WRONG_CREDENTIALS: () => 'The e-mail address or the password is not right. Check both and try again.',
    TOO_MANY_TRIES: ({ minutes }) =>
      typeof minutes === 'number'
        ? plural('en', minutes, {
            one: `There were too many attempts to sign in. Try again in ${minutes} minute.`,
            other: `There were too many attempts to sign in. Try again in ${minutes} minutes.`,
          })
        : 'There were too many attempts to sign in. Try again in a few minutes.',
    NOT_SIGNED_IN: () => 'Please sign in.',
    NOT_ALLOWED: () => 'You may not do this.',
    PORTAL_OFF: () => 'This page is not available at the moment.',
    PORTAL_NOT_FOUND: () => 'There is no page at this address.',
    TICKET_NOT_FOUND: () => 'There is no such ticket here.',
    CONTACT_NOT_FOUND: () => goneWrong,
    AGENT_NOT_FOUND: () => goneWrong,
    INBOX_NOT_FOUND: () => 'Tickets cannot be filed here at the moment. Please try again later.',
    TOKEN_NOT_FOUND: () => goneWrong,
    TICKET_CLOSED: () =>
      'This ticket was closed some time ago and cannot be reopened. A reply starts a new ticket linked to it.',
    TICKET_CHANGED: () => 'The ticket has changed meanwhile. Please send it again.',
    TICKET_DELETED: () => goneWrong,
    TEAM_NOT_FOUND: () => goneWrong,
    TICKET_MERGED: () => goneWrong,
    ALREADY_CLAIMED: () => goneWrong,
    AUDIENCE_CHANGED: () => goneWrong,
    REQUEST_ID_REUSED: () =>
      'An earlier text was already sent from this page. To send this one as well, use the button again.',
    REPLY_INTENT_GONE: () => goneWrong,
    PASSWORD_TOO_SHORT: ({ shortest }) =>
      `Choose a password of at least ${typeof shortest === 'number' ? shortest : 10} characters.`,
    FIELD_INVALID: () => 'This answer cannot be taken. Please check it and send it again.',
    FILE_TOO_LARGE: ({ name, maxBytes, isAllTogether }) => {
      if (typeof name !== 'string' || typeof maxBytes !== 'number')
        return 'This file is too large. Send a smaller one, or describe it in the message.';
      const most = `${inNumbers(maxBytes / 1024 / 1024)} MB`;
      return isAllTogether
        ? `With “${name}”, your files that wait to be sent would have more than ${most} together. Send your message first, or remove a file.`
        : `“${name}” is too large: a file may have at most ${most}. Choose a smaller one.`;
    },
    FILE_NOT_USABLE: ({ name, reason, count, mostFiles }) => {
      if (reason === 'empty') return `“${name}” is empty. Please choose another file.`;
      return reason === 'too many' && typeof count === 'number' && typeof mostFiles === 'number'
        ? `There are ${inNumbers(count)} files, and at most ${inNumbers(mostFiles)} go with one message. Remove some of them.`
        : 'This file cannot be taken. Please choose another one.';
    },
    NOT_IN_AUDIENCE: () =>
      'You have no access to this page. If you think you should have, ask the people who sent you here.',
    CONSENT_NEEDED: () => 'Please read and accept the notice first.',
    PREVIEW_READ_ONLY: () => 'This is a preview. It shows what the customer sees, and changes nothing.',
    REGISTRATION_CLOSED: () => 'There is no registration here.',
    LINK_EXPIRED: () => 'This link was used already or has expired. Ask for a new one.',
    ORGANIZATION_NOT_FOUND: () => goneWrong,
    HELD_REPLY_NOT_FOUND: () => goneWrong,
    OUTBOX_ITEM_NOT_FOUND: () => goneWrong,
    REPLY_LEFT: () => goneWrong,
    VIEW_NOT_FOUND: () => goneWrong,
    LIST_NOT_FOUND: () => goneWrong,
    PROPERTY_NOT_FOUND: () => goneWrong,
    FORM_NOT_FOUND: () => 'Tickets cannot be filed here at the moment. Please try again later.',
    SNIPPET_NOT_FOUND: () => goneWrong,
    SLACK_ROOM_NOT_FOUND: () => goneWrong,
    ARTICLE_NOT_FOUND: () => 'There is no such article here.',
    ATTACHMENT_NOT_FOUND: () => 'There is no such file here.',
    NAME_TAKEN: () => goneWrong,
    STILL_IN_USE: () => goneWrong,
    PORTAL_NOT_READY: () => goneWrong,
    FORM_NOT_ELIGIBLE: () => goneWrong,
    SETTINGS_CHANGED: () => goneWrong,
    AGENT_CHANGED: () => goneWrong,
    TEAM_CHANGED: () => goneWrong,
    VISIBILITY_TESTS_FAILED: () => goneWrong,
    DISK_FULL: () =>
      'We cannot store anything at the moment, so nothing was sent. What you wrote is still here: please try again later.',
    INTERNAL: () => goneWrong,
    UNREACHABLE: () => goneWrong,
  } satisfies Record<ErrorCode | 'UNREACHABLE', (facts: Facts) => string> as Record<
    ErrorCode | 'UNREACHABLE',
    (facts: Facts) => string
  >,
};

/** What a language must say. */
export type Texts = typeof en;
