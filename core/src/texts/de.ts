/** Every fixed text that customers read, in German. */
import type { Texts } from './en.ts';
import { numbersIn } from './numbers.ts';
import { plural } from './plural.ts';

const locale = 'de-DE';
const { inNumbers, sizeIn } = numbersIn(locale);
const goneWrong = 'Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es gleich noch einmal.';

export const de: Texts = {
  language: 'de',
  name: 'Deutsch',
  locale,
  direction: 'ltr',

  skipToContent: 'Zum Inhalt',
  portalLinks: 'Portal',
  poweredBy: 'Mit Postern betrieben',
  file: 'Support-Ticket erstellen',
  signOut: 'Abmelden',
  signedInAs: (name) => `Angemeldet als ${name}`,
  titleWithProblem: (title) => `Bitte prüfen: ${title}`,
  problemHeading: 'Bitte prüfen Sie das',
  aboutField: (label, problem) => `„${label}“: ${problem}`,

  stages: {
    Received: 'Eingegangen',
    'We are on it': 'Wir sind dran',
    'Waiting for you': 'Wartet auf Sie',
    Closed: 'Geschlossen',
  },

  status: { all: 'Alle', open: 'Offen', waiting: 'Wartet auf Sie', closed: 'Geschlossen' },

  signIn: {
    title: 'Anmelden',
    heading: 'Melden Sie sich an, um Ihre Tickets zu sehen',
    email: 'E-Mail',
    password: 'Passwort',
    submit: 'Anmelden',
    signedOut: 'Sie sind abgemeldet.',
    goOn: 'Bitte melden Sie sich an, um fortzufahren.',
    textIsKept:
      'Ihre Sitzung ist abgelaufen, es wurde nichts gesendet. Melden Sie sich wieder an: Ihr Text ist aufgehoben und wird Ihnen dann gezeigt.',
    textStillHere: 'Sie sind wieder angemeldet. Ihr Text ist noch da; gesendet ist er noch nicht.',
    emailEmpty: 'Geben Sie Ihre E-Mail-Adresse ein.',
    passwordEmpty: 'Geben Sie Ihr Passwort ein.',
    tooOld: 'Diese Seite war zu lange offen. Bitte melden Sie sich jetzt an.',
    tooOldHint: 'Wenn das wieder geschieht, erlauben Sie in Ihrem Browser Cookies für diese Seite.',
    forgot: 'Passwort vergessen?',
    newHere: 'Neu hier?',
    register: 'Hier registrieren',
    bySso:
      'Die Anmeldung läuft hier über Ihr Unternehmen. Beginnen Sie dort, wo Ihr Unternehmen seine Anwendungen bereitstellt.',
  },

  entry: {
    tooMany: (minutes) =>
      plural('de', minutes, {
        one: `Es wurden zu oft E-Mails angefordert. Versuchen Sie es in ${minutes} Minute wieder.`,
        other: `Es wurden zu oft E-Mails angefordert. Versuchen Sie es in ${minutes} Minuten wieder.`,
      }),
    tooManyForNow: 'Es wurden zu oft E-Mails angefordert. Versuchen Sie es in einer Stunde wieder.',
    nameEmpty: 'Geben Sie Ihren Namen ein.',
    nameTooLong: 'Dieser Name ist zu lang. Kürzen Sie ihn auf höchstens 200 Zeichen.',
    emailInvalid: 'Das ist keine E-Mail-Adresse. Prüfen Sie sie auf Tippfehler.',
    toSignIn: 'Zurück zur Anmeldung',
    noMail:
      'Nach einigen Minuten noch keine E-Mail? Sehen Sie bei den unerwünschten nach, und prüfen Sie, ob die Adresse stimmt.',
    register: {
      title: 'Registrieren',
      heading: 'Registrieren Sie sich, um Ihre Tickets zu sehen',
      help: 'Wir senden einen Link an Ihre E-Mail-Adresse. Dort wählen Sie ein Passwort.',
      name: 'Ihr Name',
      submit: 'Registrieren',
      haveLogin: 'Sie haben schon einen Zugang?',
      signIn: 'Anmelden',
      consentMissing: 'Setzen Sie das Häkchen, um fortzufahren. Ohne das können wir Sie nicht registrieren.',
      consentChanged:
        'Dieser Hinweis hat sich geändert, während die Seite offen war. Bitte lesen Sie ihn und setzen Sie das Häkchen noch einmal.',
      sentTitle: 'Sehen Sie in Ihr Postfach',
      sent: (email) =>
        `Wenn sich ${email} registrieren kann, ist eine E-Mail unterwegs. Öffnen Sie den Link darin, um fortzufahren.`,
    },
    forgot: {
      title: 'Neues Passwort',
      heading: 'Passwort vergessen?',
      help: 'Wir senden einen Link an Ihre E-Mail-Adresse. Dort wählen Sie ein neues Passwort.',
      submit: 'Link senden',
      sentTitle: 'Sehen Sie in Ihr Postfach',
      sent: (email) =>
        `Wenn ${email} hier Zugang hat, ist eine E-Mail unterwegs. Öffnen Sie den Link darin, um fortzufahren.`,
    },
    password: {
      title: 'Passwort wählen',
      headings: {
        REGISTER: 'Wählen Sie Ihr Passwort',
        INVITE: 'Wählen Sie Ihr Passwort',
        RESET: 'Wählen Sie ein neues Passwort',
      },
      password: 'Neues Passwort',
      help: (shortest) =>
        `Mindestens ${inNumbers(shortest)} Zeichen. Gut sind mehrere Wörter, die nur Sie zusammenstellen würden.`,
      signsOut: 'Andere Browser, in denen Sie angemeldet sind, werden abgemeldet.',
      submit: 'Speichern und anmelden',
      empty: 'Geben Sie ein Passwort ein.',
      faults: {
        long: 'Dieses Passwort ist zu lang. Wählen Sie eines mit höchstens 512 Zeichen.',
        common: 'Dieses Passwort haben viele, es wird zuerst erraten. Wählen Sie ein anderes.',
        email: 'Das ist Ihre E-Mail-Adresse. Wählen Sie ein Passwort, das niemand kennt.',
        portal: 'Das ist der Name dieser Seite. Wählen Sie ein Passwort, das niemand kennt.',
      },
      hasLoginTitle: 'Sie haben einen Zugang',
      hasLogin: (email) =>
        `${email} hat schon ein Passwort, dieser Link wird nicht mehr gebraucht. Bitte melden Sie sich an.`,
      signIn: 'Anmelden',
      expiredTitle: 'Dieser Link gilt nicht mehr',
      expired: 'Er wurde schon benutzt, ist abgelaufen oder wurde nicht vollständig kopiert.',
      askAgain: 'Neuen Link anfordern',
    },
    consent: {
      title: 'Bitte lesen Sie das',
      heading: 'Bevor Sie fortfahren',
      help: 'Wir bitten Sie, das einmal zu lesen. Sie sehen es nur wieder, wenn es sich ändert.',
      submit: 'Zustimmen und fortfahren',
      missing: 'Setzen Sie das Häkchen, um fortzufahren.',
      changed: 'Der Hinweis hat sich gerade geändert. Bitte lesen Sie ihn noch einmal.',
    },
  },

  list: {
    title: 'Ihre Tickets',
    waitingForYou: (count) => (count === '1' ? '1 wartet auf Sie' : `${count} warten auf Sie`),
    open: (count) => `${count} offen`,
    closed: (count) => `${count} geschlossen`,
    atLeast: (count) => `${inNumbers(count)}+`,
    count: inNumbers,
    columns: {
      number: 'Nr.',
      subject: 'Betreff',
      requester: 'Von',
      created: 'Erstellt',
      lastActivity: 'Letzte Aktivität',
      status: 'Status',
    },
    searchLabel: 'Tickets durchsuchen',
    statusLabel: 'Status',
    search: 'Suchen',
    clear: 'Alle Tickets zeigen',
    by: (name) => `von ${name}`,
    older: 'Ältere Tickets',
    newer: 'Neuere Tickets',
    pages: 'Weitere Tickets',
    scopes: 'Wessen Tickets',
    mine: 'Meine',
    organizations: (name) => `Alle von ${name}`,
    noneMine: 'Sie haben noch keine eigenen Tickets. Wenn Sie Hilfe brauchen, schreiben Sie uns hier.',
    noneYet: 'Sie haben noch keine Tickets.',
    none: 'Sie haben noch keine Tickets. Wenn Sie Hilfe brauchen, schreiben Sie uns hier.',
    noHit: (search, status) => {
      if (status === 'waiting')
        return search === ''
          ? 'Kein Ticket wartet auf Sie.'
          : `Kein Ticket, das auf Sie wartet, enthält „${search}“.`;
      const which = { all: '', open: 'offenen ', closed: 'geschlossenen ' }[status];
      const whichOne = { all: '', open: 'offenes ', closed: 'geschlossenes ' }[status];
      return search === ''
        ? `Sie haben keine ${which}Tickets.`
        : `Kein ${whichOne}Ticket enthält „${search}“.`;
    },
    noHitHint: 'Durchsucht wurden Betreff, Nachrichten und Ticketnummern.',
    searchTooLong: 'Das ist zu lang für eine Suche. Verwenden Sie höchstens 200 Zeichen.',
    unknownParameter: (name, known) =>
      `Es gibt keinen Parameter „${name}“. Parameter sind ${known.join(', ')}.`,
    unknownValue: (name, value, known) =>
      `Für ${name} gibt es „${value}“ nicht. Möglich sind ${known.join(', ')}.`,
    parameterTwice: (name) => `Der Parameter „${name}“ kam mehrmals. Senden Sie ihn einmal.`,
    unknownCursor:
      'Der Parameter „cursor“ ist nicht lesbar. Nehmen Sie ihn von der vorigen Seite, oder lassen Sie ihn weg, um neu zu beginnen.',
  },

  ticket: {
    back: 'Ihre Tickets',
    messages: 'Nachrichten',
    created: 'Erstellt',
    byYou: 'von Ihnen',
    by: (name) => `von ${name}`,
    answered: (name) => `${name} hat geantwortet`,
    you: 'Sie',
    agent: (name, portal) => `${name}, ${portal}`,
    channels: {
      portal: 'Portal',
      form: 'Formular',
      email: 'E-Mail',
      slack: 'Slack',
      chat: 'Chat',
      messenger: 'Facebook Messenger',
      api: 'API',
    },
    quoted: 'Zitierten Text zeigen',
    newSince: 'Neu seit Ihrem letzten Besuch',
    news: 'Neue Nachricht von {name}',
    earlier: (count) =>
      plural('de', count, {
        one: `${inNumbers(count)} frühere Nachricht zeigen`,
        other: `${inNumbers(count)} frühere Nachrichten zeigen`,
      }),
    sent: 'Gesendet',
    sentTitle: 'Antwort gesendet',
    reopened: 'Das Ticket ist wieder offen.',
    closed: 'Das Ticket ist geschlossen.',
    close: 'Gelöst, schließen',
    reopen: 'Wieder öffnen',
    followedUp: (number) =>
      `Ticket #${number} wurde vor längerer Zeit geschlossen, daher hat Ihre Antwort dieses neue begonnen. Beide sind verknüpft.`,
    replyHeading: 'Ihre Antwort',
    replyLabel: 'Nachricht',
    send: 'Antwort senden',
    outcome: {
      added: '',
      reopened: 'Dieses Ticket ist geschlossen. Eine Antwort öffnet es wieder.',
      followedUp:
        'Dieses Ticket wurde vor längerer Zeit geschlossen. Eine Antwort beginnt ein neues, damit verknüpftes Ticket.',
    },
  },

  newTicket: {
    title: 'Support-Ticket erstellen',
    help: 'Schreiben Sie uns, was geschehen ist und was Sie erwartet haben.',
    required: 'Pflichtangabe',
    optional: 'freiwillig',
    yes: 'Ja',
    no: 'Nein',
    noAnswer: 'Keine Angabe',
    choose: 'Bitte wählen',
    onlyIf: (field, answers) =>
      `Nur wenn „${field}“ ${answers.map((answer) => `„${answer}“`).join(' oder ')} ist.`,
    changed:
      'Dieses Formular hat sich geändert, seit Sie es geöffnet haben; es wurde nichts gesendet. Ihr Text ist noch da: bitte sehen Sie es durch und senden Sie es noch einmal.',
    wrong: {
      required: 'Bitte beantworten Sie das.',
      number: 'Schreiben Sie eine Zahl, etwa 12 oder 12.5.',
      date: 'Wählen Sie einen Tag, oder schreiben Sie ihn als Jahr, Monat und Tag: 2026-11-02.',
      yesNo: 'Wählen Sie Ja oder Nein.',
      option: 'Wählen Sie eine dieser Antworten.',
      tooLong: 'Diese Antwort ist zu lang. Kürzen Sie sie, oder schreiben Sie den Rest in die Nachricht.',
    },
    subject: 'Betreff',
    subjectHelp: 'Wenige Wörter, zum Beispiel „Auf der Rechnung steht die falsche Adresse“.',
    message: 'Nachricht',
    submit: 'Support-Ticket erstellen',
    cancel: 'Zurück zu Ihren Tickets',
    receivedTitle: 'Wir haben Ihre Nachricht erhalten',
    receivedNext: 'Ein Mensch liest sie. Unter Ihren Tickets hier erscheint sie nicht.',
    filedTitle: (number) => `Ticket #${number} ist erstellt`,
    filedAbout: 'Wir haben Ihre Nachricht über',
    filedNext: (email) =>
      `Ein Mensch liest sie. Die Antwort steht dann auf der Seite des Tickets, und wir senden sie auch an ${email}.`,
    open: (number) => `Ticket #${number} öffnen`,
  },

  preview: {
    label: 'Vorschau',
    title: (title) => `Vorschau: ${title}`,
    as: (name) => `Vorschau als ${name}`,
    readOnly: 'nur lesen',
    leave: 'Verlassen',
    isOff: 'Das Portal ist ausgeschaltet: Kunden sehen eine neutrale Seite.',
    shutBy: {
      'sign-in': 'Dieser Kontakt ist gesperrt und sieht diese Seite.',
      audience: 'Dieser Kontakt steht auf keiner Liste des Portals und sieht diese Seite.',
    },
    formOff: 'In einer Vorschau kann nichts gesendet werden.',
    readOnlyTitle: 'Es wurde nichts gesendet',
    chooseTitle: 'Vorschau des Portals',
    chooseHelp: 'Mit wessen Augen? Sie sehen, was dieser Kontakt sieht, und ändern nichts.',
    contact: 'E-Mail des Kontakts',
    choose: 'Vorschau',
    recent: 'Kontakte, die zuletzt geschrieben haben',
    noContact: 'Es gibt keinen Kontakt mit dieser Adresse. Prüfen Sie sie, oder wählen Sie unten einen aus.',
    leftTitle: 'Sie haben die Vorschau verlassen',
    leftHint: 'Es wurde nichts geändert. Sie können diese Seite schließen.',
    endedTitle: 'Diese Vorschau ist beendet',
    endedHint: 'Eine Vorschau gilt eine Stunde. Eine neue beginnen: postern portal preview --as EMAIL',
  },

  files: {
    attached: 'Angehängte Dateien',
    attachedTo: 'Angehängt',
    label: 'Dateien anhängen',
    help: (most, megabytes) =>
      plural('de', most, {
        one: `Eine Datei mit höchstens ${inNumbers(megabytes)} MB.`,
        other: `Bis zu ${inNumbers(most)} Dateien mit je höchstens ${inNumbers(megabytes)} MB.`,
      }),
    chosen: 'Gewählte Dateien',
    removeShort: 'Entfernen',
    remove: (name) => `${name} entfernen`,
    size: (bytes) => sizeIn(bytes, { bytes: 'B', kilobytes: 'KB', megabytes: 'MB' }),
    tooLarge: (megabytes) => `Zu groß: höchstens ${inNumbers(megabytes)} MB. Bitte entfernen Sie die Datei.`,
    tooMany: (most) => `Zu viele Dateien: höchstens ${inNumbers(most)}. Bitte entfernen Sie diese.`,
    failed: 'Ließ sich nicht senden. Entfernen Sie die Datei und versuchen Sie es noch einmal.',
    done: 'angehängt',
    removed: 'Entfernt',
    gone: 'Eine Datei, die Sie gewählt haben, ist nicht mehr da. Bitte wählen Sie sie noch einmal.',
  },

  kb: {
    title: 'Hilfe',
    heading: 'Wie können wir helfen?',
    searchLabel: 'Artikel durchsuchen',
    none: 'Es gibt noch keine Artikel.',
    noHit: (search) => `Kein Artikel enthält „${search}“.`,
    noHitHint: 'Durchsucht wurden Titel und Texte. Weniger oder andere Wörter finden vielleicht mehr.',
    found: (count) =>
      plural('de', count, {
        one: `${inNumbers(count)} Artikel gefunden.`,
        other: `${inNumbers(count)} Artikel gefunden.`,
      }),
    all: 'Alle Artikel zeigen',
    updated: 'Zuletzt geändert',
    notEnough: 'Hat das nicht gereicht?',
    goToPortal: (portal) => `Zu ${portal}`,
    noArticle: 'Unter dieser Adresse gibt es keinen Artikel',
    noArticleHint: 'Er wurde vielleicht umbenannt oder zurückgezogen. Vielleicht hilft ein anderer.',
    sectionLink: (heading) => `Link zu „${heading}“`,
    table: 'Tabelle',
    code: 'Code',
    hints: 'Das beantwortet es vielleicht sofort (öffnet sich in einem neuen Tab):',
    lookFirst: 'Zuerst Artikel ansehen (öffnet sich in einem neuen Tab)',
    nearest: 'Diese Artikel helfen vielleicht:',
  },

  notFound: {
    title: 'Nicht gefunden',
    ticket: (number) => `Hier gibt es kein Ticket #${number}`,
    ticketHint:
      'Vielleicht ist die Nummer vertippt, oder das Ticket gehört jemand anderem. In Ihrer Liste steht jedes Ticket, das Sie sehen können.',
    page: 'Unter dieser Adresse gibt es keine Seite',
    pageHint: 'Vielleicht ist die Adresse vertippt, oder die Seite ist umgezogen.',
    fileHint:
      'Vielleicht ist die Adresse vertippt, oder die Datei gehört zu einem Ticket, das Sie nicht sehen können.',
    toList: 'Ihre Tickets',
  },

  problem: {
    title: 'Das hat nicht geklappt',
    off: 'Diese Seite ist im Moment nicht verfügbar',
    offHint: 'Bitte kommen Sie später wieder.',
    foreignTitle: 'Dieses Formular wurde nicht angenommen',
    foreign:
      'Es scheint von einer anderen Website zu kommen, daher ist nichts geschehen. Öffnen Sie die Seite noch einmal und senden Sie es von dort.',
    notAForm: 'Was gesendet wurde, ist keines unserer Formulare, daher ist nichts geschehen.',
    tooLarge: 'Das ist zu groß, um angenommen zu werden; es wurde nichts gesendet.',
    tooLargeHint: 'Gehen Sie im Browser zurück, kürzen Sie den Text und senden Sie ihn noch einmal.',
    kept: 'Ihr Text, zum Kopieren',
    reference: (id) => `Wenn Sie uns danach fragen, nennen Sie das Kennzeichen ${id}.`,
    formTooOld:
      'Diese Seite war zu lange offen, es wurde nichts gesendet. Ihr Text ist noch da: bitte senden Sie ihn noch einmal.',
    pageTooOld:
      'Diese Seite war zu lange offen, es ist nichts geschehen. Bitte versuchen Sie es noch einmal.',
    formIncomplete:
      'Das Formular kam nicht vollständig an, es wurde nichts gesendet. Ihr Text ist noch da: bitte senden Sie ihn noch einmal.',
    unknownFields: (names) =>
      plural('de', names.length, {
        one: `Das Formular kam mit einem Feld, das wir nicht kennen (${names.join(', ')}); es wurde nichts gesendet. Bitte senden Sie es noch einmal.`,
        other: `Das Formular kam mit Feldern, die wir nicht kennen (${names.join(', ')}); es wurde nichts gesendet. Bitte senden Sie es noch einmal.`,
      }),
  },

  mail: {
    reply: {
      answered: (author, portal) => `${author} (${portal}) hat auf Ihr Ticket geantwortet:`,
      readAndAnswer: (address) => `Lesen und antworten: ${address}`,
    },
    invite: {
      subject: 'Ihr Zugang zu {portal}',
      body: [
        'Guten Tag {name},',
        '',
        'bei {portal} können Sie jetzt Ihre Tickets sehen, darauf antworten und neue erstellen. Öffnen Sie diesen Link, um ein Passwort zu wählen:',
        '',
        '{link}',
        '',
        'Er gilt einmal und 30 Tage lang. Danach bekommen Sie einen neuen mit „Passwort vergessen?“ auf der Anmeldeseite.',
      ].join('\n'),
    },
    register: {
      subject: (portal) => `Schließen Sie Ihre Registrierung bei ${portal} ab`,
      body: ({ name, portal, link }) =>
        [
          `Guten Tag ${name},`,
          '',
          `Sie möchten sich bei ${portal} registrieren. Öffnen Sie diesen Link, um ein Passwort zu wählen:`,
          '',
          link,
          '',
          'Er gilt einmal und 24 Stunden lang. Wenn Sie das nicht waren, brauchen Sie nichts zu tun: ohne den Link gibt es keinen Zugang.',
        ].join('\n'),
    },
    hasLogin: {
      subject: (portal) => `Sie haben einen Zugang zu ${portal}`,
      body: ({ portal, signIn, forgot }) =>
        [
          `Jemand wollte diese Adresse bei ${portal} registrieren. Sie hat schon einen Zugang, daher wurde nichts geändert.`,
          '',
          `Anmelden: ${signIn}`,
          `Neues Passwort wählen: ${forgot}`,
          '',
          'Wenn Sie das nicht waren, brauchen Sie nichts zu tun.',
        ].join('\n'),
    },
    reset: {
      subject: (portal) => `Wählen Sie ein neues Passwort für ${portal}`,
      body: ({ name, portal, link }) =>
        [
          `Guten Tag ${name},`,
          '',
          `Sie haben bei ${portal} ein neues Passwort angefordert. Öffnen Sie diesen Link, um es zu wählen:`,
          '',
          link,
          '',
          'Er gilt einmal und eine Stunde lang. Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.',
        ].join('\n'),
    },
    firstPassword: {
      subject: (portal) => `Wählen Sie ein Passwort für ${portal}`,
      body: ({ name, portal, link }) =>
        [
          `Guten Tag ${name},`,
          '',
          `Sie haben bei ${portal} noch kein Passwort. Öffnen Sie diesen Link, um eines zu wählen:`,
          '',
          link,
          '',
          'Er gilt einmal und 30 Tage lang. Wenn Sie das nicht waren, brauchen Sie nichts zu tun.',
        ].join('\n'),
    },
    passwordChanged: {
      subject: (portal) => `Ihr Passwort für ${portal} wurde geändert`,
      body: ({ name, portal, forgot }) =>
        [
          `Guten Tag ${name},`,
          '',
          `Ihr Passwort für ${portal} wurde geändert, und alle anderen Browser wurden abgemeldet.`,
          '',
          `Wenn Sie das nicht waren, wählen Sie jetzt ein anderes: ${forgot}`,
        ].join('\n'),
    },
  },

  failures: {
    BAD_INPUT: () => 'Das ist nicht lesbar. Bitte prüfen Sie es und senden Sie es noch einmal.',
    BAD_QUERY: () => 'Danach lässt sich nicht suchen. Bitte verwenden Sie einfache Wörter.',
    MESSAGE_EMPTY: () => 'Schreiben Sie zuerst eine Nachricht.',
    MESSAGE_TOO_LONG: ({ length, longest }) =>
      typeof length === 'number' && typeof longest === 'number'
        ? `Die Nachricht ist zu lang: sie hat ${inNumbers(length)} Zeichen, und höchstens ${inNumbers(longest)} passen hinein. Kürzen Sie sie und senden Sie sie noch einmal.`
        : 'Die Nachricht ist zu lang. Kürzen Sie sie und senden Sie sie noch einmal.',
    SUBJECT_EMPTY: () => 'Sagen Sie in wenigen Wörtern, worum es geht.',
    SUBJECT_TOO_LONG: ({ length, longest }) =>
      typeof length === 'number' && typeof longest === 'number'
        ? `Der Betreff ist zu lang: er hat ${inNumbers(length)} Zeichen, und höchstens ${inNumbers(longest)} passen hinein. Schreiben Sie den Rest in die Nachricht.`
        : 'Der Betreff ist zu lang. Schreiben Sie den Rest in die Nachricht.',
    WRONG_CREDENTIALS: () =>
      'E-Mail-Adresse oder Passwort stimmen nicht. Prüfen Sie beide und versuchen Sie es noch einmal.',
    TOO_MANY_TRIES: ({ minutes }) =>
      typeof minutes === 'number'
        ? plural('de', minutes, {
            one: `Es gab zu viele Anmeldeversuche. Versuchen Sie es in ${minutes} Minute wieder.`,
            other: `Es gab zu viele Anmeldeversuche. Versuchen Sie es in ${minutes} Minuten wieder.`,
          })
        : 'Es gab zu viele Anmeldeversuche. Versuchen Sie es in einigen Minuten wieder.',
    NOT_SIGNED_IN: () => 'Bitte melden Sie sich an.',
    NOT_ALLOWED: () => 'Das dürfen Sie nicht.',
    PORTAL_OFF: () => 'Diese Seite ist im Moment nicht verfügbar.',
    PORTAL_NOT_FOUND: () => 'Unter dieser Adresse gibt es keine Seite.',
    TICKET_NOT_FOUND: () => 'Hier gibt es kein solches Ticket.',
    CONTACT_NOT_FOUND: () => goneWrong,
    AGENT_NOT_FOUND: () => goneWrong,
    INBOX_NOT_FOUND: () =>
      'Hier können im Moment keine Tickets erstellt werden. Bitte versuchen Sie es später.',
    TOKEN_NOT_FOUND: () => goneWrong,
    TICKET_CLOSED: () =>
      'Dieses Ticket wurde vor längerer Zeit geschlossen und lässt sich nicht wieder öffnen. Eine Antwort beginnt ein neues, damit verknüpftes Ticket.',
    TICKET_CHANGED: () => 'Das Ticket hat sich inzwischen geändert. Bitte senden Sie es noch einmal.',
    TICKET_DELETED: () => goneWrong,
    TEAM_NOT_FOUND: () => goneWrong,
    TICKET_MERGED: () => goneWrong,
    ALREADY_CLAIMED: () => goneWrong,
    AUDIENCE_CHANGED: () => goneWrong,
    REQUEST_ID_REUSED: () =>
      'Ein früherer Text wurde von dieser Seite schon gesendet. Um auch diesen zu senden, benutzen Sie den Knopf noch einmal.',
    REPLY_INTENT_GONE: () => goneWrong,
    PASSWORD_TOO_SHORT: ({ shortest }) =>
      `Wählen Sie ein Passwort mit mindestens ${typeof shortest === 'number' ? shortest : 10} Zeichen.`,
    FIELD_INVALID: () =>
      'Diese Antwort wird nicht angenommen. Bitte prüfen Sie sie und senden Sie sie noch einmal.',
    FILE_TOO_LARGE: ({ name, maxBytes, isAllTogether }) => {
      if (typeof name !== 'string' || typeof maxBytes !== 'number')
        return 'Diese Datei ist zu groß. Senden Sie eine kleinere, oder beschreiben Sie sie in der Nachricht.';
      const most = `${inNumbers(maxBytes / 1024 / 1024)} MB`;
      return isAllTogether
        ? `Mit „${name}“ hätten Ihre noch nicht gesendeten Dateien zusammen mehr als ${most}. Senden Sie zuerst Ihre Nachricht, oder entfernen Sie eine Datei.`
        : `„${name}“ ist zu groß: eine Datei darf höchstens ${most} haben. Wählen Sie eine kleinere.`;
    },
    FILE_NOT_USABLE: ({ name, reason, count, mostFiles }) => {
      if (reason === 'empty') return `„${name}“ ist leer. Bitte wählen Sie eine andere Datei.`;
      return reason === 'too many' && typeof count === 'number' && typeof mostFiles === 'number'
        ? `Es sind ${inNumbers(count)} Dateien, und höchstens ${inNumbers(mostFiles)} gehen mit einer Nachricht. Entfernen Sie einige davon.`
        : 'Diese Datei wird nicht angenommen. Bitte wählen Sie eine andere.';
    },
    NOT_IN_AUDIENCE: () =>
      'Sie haben keinen Zugang zu dieser Seite. Wenn Sie meinen, dass Sie ihn haben sollten, fragen Sie die Leute, die Sie hierher geschickt haben.',
    CONSENT_NEEDED: () => 'Bitte lesen Sie zuerst den Hinweis und stimmen Sie ihm zu.',
    PREVIEW_READ_ONLY: () => 'Das ist eine Vorschau. Sie zeigt, was der Kunde sieht, und ändert nichts.',
    REGISTRATION_CLOSED: () => 'Hier gibt es keine Registrierung.',
    LINK_EXPIRED: () => 'Dieser Link wurde schon benutzt oder ist abgelaufen. Fordern Sie einen neuen an.',
    ORGANIZATION_NOT_FOUND: () => goneWrong,
    HELD_REPLY_NOT_FOUND: () => goneWrong,
    OUTBOX_ITEM_NOT_FOUND: () => goneWrong,
    REPLY_LEFT: () => goneWrong,
    VIEW_NOT_FOUND: () => goneWrong,
    LIST_NOT_FOUND: () => goneWrong,
    PROPERTY_NOT_FOUND: () => goneWrong,
    FORM_NOT_FOUND: () =>
      'Hier können im Moment keine Tickets erstellt werden. Bitte versuchen Sie es später.',
    SNIPPET_NOT_FOUND: () => goneWrong,
    SLACK_ROOM_NOT_FOUND: () => goneWrong,
    ARTICLE_NOT_FOUND: () => 'Hier gibt es keinen solchen Artikel.',
    ATTACHMENT_NOT_FOUND: () => 'Hier gibt es keine solche Datei.',
    NAME_TAKEN: () => goneWrong,
    STILL_IN_USE: () => goneWrong,
    PORTAL_NOT_READY: () => goneWrong,
    FORM_NOT_ELIGIBLE: () => goneWrong,
    SETTINGS_CHANGED: () => goneWrong,
    AGENT_CHANGED: () => goneWrong,
    TEAM_CHANGED: () => goneWrong,
    VISIBILITY_TESTS_FAILED: () => goneWrong,
    DISK_FULL: () =>
      'Wir können im Moment nichts speichern, es wurde nichts gesendet. Ihr Text ist noch da: bitte versuchen Sie es später.',
    INTERNAL: () => goneWrong,
    UNREACHABLE: () => goneWrong,
  },
};
