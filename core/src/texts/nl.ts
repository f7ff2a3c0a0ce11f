/** Every fixed text that customers read, in Dutch. */
import type { Texts } from './en.ts';
import { numbersIn } from './numbers.ts';
import { plural } from './plural.ts';

const locale = 'nl-NL';
const { inNumbers, sizeIn } = numbersIn(locale);
const goneWrong = 'Er is bij ons iets misgegaan. Probeer het zo meteen nog eens.';

export const nl: Texts = {
  language: 'nl',
  name: 'Nederlands',
  locale,
  direction: 'ltr',

  skipToContent: 'Naar de inhoud',
  portalLinks: 'Portaal',
  poweredBy: 'Mogelijk gemaakt door Postern',
  file: 'Supportticket aanmaken',
  signOut: 'Afmelden',
  signedInAs: (name) => `Aangemeld als ${name}`,
  titleWithProblem: (title) => `Controleer dit: ${title}`,
  problemHeading: 'Controleer dit',
  aboutField: (label, problem) => `“${label}”: ${problem}`,

  stages: {
    Received: 'Ontvangen',
    'We are on it': 'Wij zijn ermee bezig',
    'Waiting for you': 'Wacht op u',
    Closed: 'Gesloten',
  },

  status: { all: 'Alle', open: 'Open', waiting: 'Wacht op u', closed: 'Gesloten' },

  signIn: {
    title: 'Aanmelden',
    heading: 'Meld u aan om uw tickets te zien',
    email: 'E-mail',
    password: 'Wachtwoord',
    submit: 'Aanmelden',
    signedOut: 'U bent afgemeld.',
    goOn: 'Meld u aan om verder te gaan.',
    textIsKept:
      'Uw sessie is verlopen, er is niets verzonden. Meld u opnieuw aan: uw tekst is bewaard en wordt u dan getoond.',
    textStillHere: 'U bent weer aangemeld. Uw tekst staat er nog; hij is nog niet verzonden.',
    emailEmpty: 'Vul uw e-mailadres in.',
    passwordEmpty: 'Vul uw wachtwoord in.',
    tooOld: 'Deze pagina stond te lang open. Meld u nu aan.',
    tooOldHint: 'Gebeurt dit weer, sta dan in uw browser cookies toe voor deze site.',
    forgot: 'Wachtwoord vergeten?',
    newHere: 'Nieuw hier?',
    register: 'Registreer u hier',
    bySso: 'U meldt zich hier aan via uw bedrijf. Begin op de plek waar uw bedrijf zijn toepassingen heeft.',
  },

  entry: {
    tooMany: (minutes) =>
      plural('nl', minutes, {
        one: `Er is te vaak om een e-mail gevraagd. Probeer het over ${minutes} minuut opnieuw.`,
        other: `Er is te vaak om een e-mail gevraagd. Probeer het over ${minutes} minuten opnieuw.`,
      }),
    tooManyForNow: 'Er is te vaak om een e-mail gevraagd. Probeer het over een uur opnieuw.',
    nameEmpty: 'Vul uw naam in.',
    nameTooLong: 'Deze naam is te lang. Kort hem in tot hoogstens 200 tekens.',
    emailInvalid: 'Dit is geen e-mailadres. Kijk of er een typefout in staat.',
    toSignIn: 'Terug naar aanmelden',
    noMail: 'Na een paar minuten nog geen e-mail? Kijk bij de ongewenste e-mail en controleer het adres.',
    register: {
      title: 'Registreren',
      heading: 'Registreer u om uw tickets te zien',
      help: 'Wij sturen een link naar uw e-mailadres. Daar kiest u een wachtwoord.',
      name: 'Uw naam',
      submit: 'Registreren',
      haveLogin: 'Hebt u al toegang?',
      signIn: 'Aanmelden',
      consentMissing: 'Vink het vakje aan om verder te gaan. Zonder dat kunnen wij u niet registreren.',
      consentChanged:
        'Deze tekst is veranderd terwijl de pagina openstond. Lees hem en vink het vakje opnieuw aan.',
      sentTitle: 'Kijk in uw mailbox',
      sent: (email) =>
        `Als ${email} zich kan registreren, is er een e-mail onderweg. Open de link daarin om verder te gaan.`,
    },
    forgot: {
      title: 'Nieuw wachtwoord',
      heading: 'Wachtwoord vergeten?',
      help: 'Wij sturen een link naar uw e-mailadres. Daar kiest u een nieuw wachtwoord.',
      submit: 'Link versturen',
      sentTitle: 'Kijk in uw mailbox',
      sent: (email) =>
        `Als ${email} hier toegang heeft, is er een e-mail onderweg. Open de link daarin om verder te gaan.`,
    },
    password: {
      title: 'Wachtwoord kiezen',
      headings: {
        REGISTER: 'Kies uw wachtwoord',
        INVITE: 'Kies uw wachtwoord',
        RESET: 'Kies een nieuw wachtwoord',
      },
      password: 'Nieuw wachtwoord',
      help: (shortest) =>
        `Minstens ${inNumbers(shortest)} tekens. Meerdere woorden die alleen u bij elkaar zou zetten zijn een goede keus.`,
      signsOut: 'In andere browsers waar u bent aangemeld, wordt u afgemeld.',
      submit: 'Opslaan en aanmelden',
      empty: 'Vul een wachtwoord in.',
      faults: {
        long: 'Dit wachtwoord is te lang. Kies er een van hoogstens 512 tekens.',
        common: 'Veel mensen hebben dit wachtwoord, het wordt dus het eerst geraden. Kies een ander.',
        email: 'Dit is uw e-mailadres. Kies een wachtwoord dat niemand kent.',
        portal: 'Dit is de naam van deze site. Kies een wachtwoord dat niemand kent.',
      },
      hasLoginTitle: 'U hebt al toegang',
      hasLogin: (email) => `${email} heeft al een wachtwoord, deze link is niet meer nodig. Meld u aan.`,
      signIn: 'Aanmelden',
      expiredTitle: 'Deze link werkt niet meer',
      expired: 'Hij is al gebruikt, is verlopen of is niet in zijn geheel gekopieerd.',
      askAgain: 'Nieuwe link vragen',
    },
    consent: {
      title: 'Lees dit',
      heading: 'Voordat u verdergaat',
      help: 'Wij vragen u dit één keer te lezen. U ziet het alleen terug als het verandert.',
      submit: 'Akkoord en verder',
      missing: 'Vink het vakje aan om verder te gaan.',
      changed: 'De tekst is zojuist veranderd. Lees hem nog eens.',
    },
  },

  list: {
    title: 'Uw tickets',
    waitingForYou: (count) => (count === '1' ? '1 wacht op u' : `${count} wachten op u`),
    open: (count) => `${count} open`,
    closed: (count) => `${count} gesloten`,
    atLeast: (count) => `${inNumbers(count)}+`,
    count: inNumbers,
    columns: {
      number: 'Nr.',
      subject: 'Onderwerp',
      requester: 'Aanvrager',
      created: 'Aangemaakt',
      lastActivity: 'Laatste activiteit',
      status: 'Status',
    },
    searchLabel: 'Tickets doorzoeken',
    statusLabel: 'Status',
    search: 'Zoeken',
    clear: 'Alle tickets tonen',
    by: (name) => `van ${name}`,
    older: 'Oudere tickets',
    newer: 'Nieuwere tickets',
    pages: 'Meer tickets',
    scopes: 'Wiens tickets',
    mine: 'Van mij',
    organizations: (name) => `Alle van ${name}`,
    noneMine: 'U hebt zelf nog geen tickets. Als u hulp nodig hebt, schrijf ons dan hier.',
    noneYet: 'U hebt nog geen tickets.',
    none: 'U hebt nog geen tickets. Als u hulp nodig hebt, schrijf ons dan hier.',
    noHit: (search, status) => {
      if (status === 'waiting')
        return search === '' ? 'Er wacht geen ticket op u.' : `Geen ticket dat op u wacht bevat “${search}”.`;
      const which = { all: '', open: 'open ', closed: 'gesloten ' }[status];
      return search === '' ? `U hebt geen ${which}tickets.` : `Geen ${which}ticket bevat “${search}”.`;
    },
    noHitHint: 'Er is gezocht in onderwerpen, berichten en ticketnummers.',
    searchTooLong: 'Dit is te lang om naar te zoeken. Gebruik hoogstens 200 tekens.',
    unknownParameter: (name, known) =>
      `De parameter “${name}” bestaat niet. Parameters zijn ${known.join(', ')}.`,
    unknownValue: (name, value, known) =>
      `Voor ${name} bestaat “${value}” niet. Mogelijk zijn ${known.join(', ')}.`,
    parameterTwice: (name) => `De parameter “${name}” kwam meer dan eens. Stuur hem één keer.`,
    unknownCursor:
      'De parameter “cursor” is niet leesbaar. Neem hem van de vorige pagina, of laat hem weg om opnieuw te beginnen.',
  },

  ticket: {
    back: 'Uw tickets',
    messages: 'Berichten',
    created: 'Aangemaakt',
    byYou: 'door u',
    by: (name) => `door ${name}`,
    answered: (name) => `${name} heeft geantwoord`,
    you: 'U',
    agent: (name, portal) => `${name}, ${portal}`,
    channels: {
      portal: 'portaal',
      form: 'formulier',
      email: 'e-mail',
      slack: 'Slack',
      chat: 'chat',
      messenger: 'Facebook Messenger',
      api: 'API',
    },
    quoted: 'Geciteerde tekst tonen',
    newSince: 'Nieuw sinds uw vorige bezoek',
    news: 'Nieuw bericht van {name}',
    earlier: (count) =>
      plural('nl', count, {
        one: `${inNumbers(count)} eerder bericht tonen`,
        other: `${inNumbers(count)} eerdere berichten tonen`,
      }),
    sent: 'Verzonden',
    sentTitle: 'Antwoord verzonden',
    reopened: 'Het ticket is weer open.',
    closed: 'Het ticket is gesloten.',
    close: 'Het is opgelost, sluiten',
    reopen: 'Heropenen',
    followedUp: (number) =>
      `Ticket #${number} is al een tijd gesloten, daarom heeft uw antwoord dit nieuwe geopend. De twee zijn gekoppeld.`,
    replyHeading: 'Uw antwoord',
    replyLabel: 'Bericht',
    send: 'Antwoord versturen',
    outcome: {
      added: '',
      reopened: 'Dit ticket is gesloten. Een antwoord heropent het.',
      followedUp:
        'Dit ticket is al een tijd gesloten. Een antwoord opent een nieuw ticket dat eraan gekoppeld is.',
    },
  },

  newTicket: {
    title: 'Supportticket aanmaken',
    help: 'Schrijf ons wat er is gebeurd en wat u had verwacht.',
    required: 'verplicht',
    optional: 'niet verplicht',
    yes: 'Ja',
    no: 'Nee',
    noAnswer: 'Geen antwoord',
    choose: 'Maak een keuze',
    onlyIf: (field, answers) =>
      `Alleen als “${field}” ${answers.map((answer) => `“${answer}”`).join(' of ')} is.`,
    changed:
      'Dit formulier is veranderd sinds u het opende, er is niets verzonden. Uw tekst staat er nog: kijk hem na en verstuur hem opnieuw.',
    wrong: {
      required: 'Beantwoord dit.',
      number: 'Schrijf een getal, zoals 12 of 12.5.',
      date: 'Kies een dag, of schrijf hem als jaar, maand en dag: 2026-11-02.',
      yesNo: 'Kies ja of nee.',
      option: 'Kies een van deze antwoorden.',
      tooLong: 'Dit antwoord is te lang. Kort het in, of zet de rest in het bericht.',
    },
    subject: 'Onderwerp',
    subjectHelp: 'Een paar woorden, bijvoorbeeld “Op de factuur staat het verkeerde adres”.',
    message: 'Bericht',
    submit: 'Supportticket aanmaken',
    cancel: 'Terug naar uw tickets',
    receivedTitle: 'Wij hebben uw bericht ontvangen',
    receivedNext: 'Een mens gaat het lezen. Het staat hier niet tussen uw tickets.',
    filedTitle: (number) => `Ticket #${number} is aangemaakt`,
    filedAbout: 'Wij hebben uw bericht over',
    filedNext: (email) =>
      `Een mens gaat het lezen. Het antwoord komt op de pagina van het ticket, en wij sturen het ook naar ${email}.`,
    open: (number) => `Ticket #${number} bekijken`,
  },

  preview: {
    label: 'Voorbeeld',
    title: (title) => `Voorbeeld: ${title}`,
    as: (name) => `Voorbeeld als ${name}`,
    readOnly: 'alleen lezen',
    leave: 'Verlaten',
    isOff: 'Het portaal staat uit: klanten zien een neutrale pagina.',
    shutBy: {
      'sign-in': 'Deze contactpersoon is geblokkeerd en ziet deze pagina.',
      audience: 'Deze contactpersoon staat op geen enkele lijst van het portaal en ziet deze pagina.',
    },
    formOff: 'In een voorbeeld kan niets worden verzonden.',
    readOnlyTitle: 'Er is niets verzonden',
    chooseTitle: 'Voorbeeld van het portaal',
    chooseHelp: 'Door wiens ogen? U ziet wat deze contactpersoon ziet, en verandert niets.',
    contact: 'E-mail van de contactpersoon',
    choose: 'Voorbeeld',
    recent: 'Contactpersonen die onlangs schreven',
    noContact: 'Er is geen contactpersoon met dit adres. Controleer het, of kies er hieronder een.',
    leftTitle: 'U hebt het voorbeeld verlaten',
    leftHint: 'Er is niets veranderd. U kunt deze pagina sluiten.',
    endedTitle: 'Dit voorbeeld is afgelopen',
    endedHint: 'Een voorbeeld duurt een uur. Een nieuw begint met: postern portal preview --as EMAIL',
  },

  files: {
    attached: 'Bijgevoegde bestanden',
    attachedTo: 'Bijgevoegd',
    label: 'Bestanden toevoegen',
    help: (most, megabytes) =>
      plural('nl', most, {
        one: `Eén bestand van hoogstens ${inNumbers(megabytes)} MB.`,
        other: `Tot ${inNumbers(most)} bestanden van elk hoogstens ${inNumbers(megabytes)} MB.`,
      }),
    chosen: 'Gekozen bestanden',
    removeShort: 'Verwijderen',
    remove: (name) => `${name} verwijderen`,
    size: (bytes) => sizeIn(bytes, { bytes: 'B', kilobytes: 'KB', megabytes: 'MB' }),
    tooLarge: (megabytes) => `Te groot: hoogstens ${inNumbers(megabytes)} MB. Verwijder het.`,
    tooMany: (most) => `Te veel bestanden: hoogstens ${inNumbers(most)}. Verwijder dit.`,
    failed: 'Kon niet worden verzonden. Verwijder het en probeer het opnieuw.',
    done: 'bijgevoegd',
    removed: 'Verwijderd',
    gone: 'Een bestand dat u had gekozen is er niet meer. Kies het opnieuw.',
  },

  kb: {
    title: 'Hulp',
    heading: 'Hoe kunnen wij helpen?',
    searchLabel: 'Artikelen doorzoeken',
    none: 'Er zijn nog geen artikelen.',
    noHit: (search) => `Geen artikel bevat “${search}”.`,
    noHitHint: 'Er is gezocht in titels en teksten. Minder of andere woorden vinden misschien meer.',
    found: (count) =>
      plural('nl', count, {
        one: `${inNumbers(count)} artikel gevonden.`,
        other: `${inNumbers(count)} artikelen gevonden.`,
      }),
    all: 'Alle artikelen tonen',
    updated: 'Laatst bijgewerkt',
    notEnough: 'Was dit niet genoeg?',
    goToPortal: (portal) => `Naar ${portal}`,
    noArticle: 'Op dit adres staat geen artikel',
    noArticleHint:
      'Het heeft misschien een andere naam gekregen of is teruggenomen. Misschien helpt een ander.',
    sectionLink: (heading) => `Link naar “${heading}”`,
    table: 'Tabel',
    code: 'Code',
    hints: 'Dit beantwoordt het misschien meteen (opent in een nieuw tabblad):',
    lookFirst: 'Eerst artikelen bekijken (opent in een nieuw tabblad)',
    nearest: 'Deze artikelen kunnen helpen:',
  },

  notFound: {
    title: 'Niet gevonden',
    ticket: (number) => `Hier is geen ticket #${number}`,
    ticketHint:
      'Het nummer is misschien verkeerd getypt, of het ticket is van iemand anders. In uw lijst staat elk ticket dat u kunt zien.',
    page: 'Op dit adres staat geen pagina',
    pageHint: 'Het adres is misschien verkeerd getypt, of de pagina is verplaatst.',
    fileHint:
      'Het adres is misschien verkeerd getypt, of het bestand hoort bij een ticket dat u niet kunt zien.',
    toList: 'Uw tickets',
  },

  problem: {
    title: 'Dat is niet gelukt',
    off: 'Deze pagina is op dit moment niet beschikbaar',
    offHint: 'Kom later terug.',
    foreignTitle: 'Dit formulier is niet aangenomen',
    foreign:
      'Het lijkt van een andere site te komen, daarom is er niets gedaan. Open de pagina opnieuw en verstuur het van daaruit.',
    notAForm: 'Wat is verzonden is geen formulier van ons, daarom is er niets gedaan.',
    tooLarge: 'Dit is te groot om aan te nemen, er is niets verzonden.',
    tooLargeHint: 'Ga terug in uw browser, kort de tekst in en verstuur hem opnieuw.',
    kept: 'Uw tekst, om te kopiëren',
    reference: (id) => `Noem als u ons hierover vraagt het kenmerk ${id}.`,
    formTooOld:
      'Deze pagina stond te lang open, er is niets verzonden. Uw tekst staat er nog: verstuur hem opnieuw.',
    pageTooOld: 'Deze pagina stond te lang open, er is niets gedaan. Probeer het opnieuw.',
    formIncomplete:
      'Het formulier is niet volledig aangekomen, er is niets verzonden. Uw tekst staat er nog: verstuur hem opnieuw.',
    unknownFields: (names) =>
      plural('nl', names.length, {
        one: `Het formulier kwam met een veld dat wij niet kennen (${names.join(', ')}), er is niets verzonden. Verstuur het opnieuw.`,
        other: `Het formulier kwam met velden die wij niet kennen (${names.join(', ')}), er is niets verzonden. Verstuur het opnieuw.`,
      }),
  },

  mail: {
    reply: {
      answered: (author, portal) => `${author} (${portal}) heeft op uw ticket geantwoord:`,
      readAndAnswer: (address) => `Lezen en antwoorden: ${address}`,
    },
    invite: {
      subject: 'Uw toegang tot {portal}',
      body: [
        'Goedendag {name},',
        '',
        'bij {portal} kunt u nu uw tickets zien, erop antwoorden en nieuwe aanmaken. Open deze link om een wachtwoord te kiezen:',
        '',
        '{link}',
        '',
        'Hij werkt één keer, binnen 30 dagen. Daarna vraagt u een nieuwe met “Wachtwoord vergeten?” op de aanmeldpagina.',
      ].join('\n'),
    },
    register: {
      subject: (portal) => `Maak uw registratie bij ${portal} af`,
      body: ({ name, portal, link }) =>
        [
          `Goedendag ${name},`,
          '',
          `u hebt gevraagd om u bij ${portal} te registreren. Open deze link om een wachtwoord te kiezen:`,
          '',
          link,
          '',
          'Hij werkt één keer, binnen 24 uur. Als u dit niet hebt gevraagd, hoeft u niets te doen: zonder de link is er geen toegang.',
        ].join('\n'),
    },
    hasLogin: {
      subject: (portal) => `U hebt al toegang tot ${portal}`,
      body: ({ portal, signIn, forgot }) =>
        [
          `Iemand heeft gevraagd dit adres bij ${portal} te registreren. Het heeft al toegang, er is dus niets veranderd.`,
          '',
          `Aanmelden: ${signIn}`,
          `Nieuw wachtwoord kiezen: ${forgot}`,
          '',
          'Als u dit niet hebt gevraagd, hoeft u niets te doen.',
        ].join('\n'),
    },
    reset: {
      subject: (portal) => `Kies een nieuw wachtwoord voor ${portal}`,
      body: ({ name, portal, link }) =>
        [
          `Goedendag ${name},`,
          '',
          `u hebt een nieuw wachtwoord gevraagd voor ${portal}. Open deze link om het te kiezen:`,
          '',
          link,
          '',
          'Hij werkt één keer, binnen een uur. Als u dit niet hebt gevraagd, hoeft u niets te doen: uw wachtwoord blijft zoals het is.',
        ].join('\n'),
    },
    firstPassword: {
      subject: (portal) => `Kies een wachtwoord voor ${portal}`,
      body: ({ name, portal, link }) =>
        [
          `Goedendag ${name},`,
          '',
          `u hebt bij ${portal} nog geen wachtwoord. Open deze link om er een te kiezen:`,
          '',
          link,
          '',
          'Hij werkt één keer, binnen 30 dagen. Als u dit niet hebt gevraagd, hoeft u niets te doen.',
        ].join('\n'),
    },
    passwordChanged: {
      subject: (portal) => `Uw wachtwoord voor ${portal} is veranderd`,
      body: ({ name, portal, forgot }) =>
        [
          `Goedendag ${name},`,
          '',
          `uw wachtwoord voor ${portal} is veranderd, en alle andere browsers zijn afgemeld.`,
          '',
          `Was u dit niet, kies dan nu een ander: ${forgot}`,
        ].join('\n'),
    },
  },

  failures: {
    BAD_INPUT: () => 'Dit is niet leesbaar. Controleer het en verstuur het opnieuw.',
    BAD_QUERY: () => 'Hiernaar kan niet worden gezocht. Gebruik eenvoudige woorden.',
    MESSAGE_EMPTY: () => 'Schrijf eerst een bericht.',
    MESSAGE_TOO_LONG: ({ length, longest }) =>
      typeof length === 'number' && typeof longest === 'number'
        ? `Het bericht is te lang: het heeft ${inNumbers(length)} tekens, en er passen er hoogstens ${inNumbers(longest)}. Kort het in en verstuur het opnieuw.`
        : 'Het bericht is te lang. Kort het in en verstuur het opnieuw.',
    SUBJECT_EMPTY: () => 'Zeg in een paar woorden waar het over gaat.',
    SUBJECT_TOO_LONG: ({ length, longest }) =>
      typeof length === 'number' && typeof longest === 'number'
        ? `Het onderwerp is te lang: het heeft ${inNumbers(length)} tekens, en er passen er hoogstens ${inNumbers(longest)}. Zet de rest in het bericht.`
        : 'Het onderwerp is te lang. Zet de rest in het bericht.',
    WRONG_CREDENTIALS: () =>
      'Het e-mailadres of het wachtwoord klopt niet. Controleer beide en probeer het opnieuw.',
    TOO_MANY_TRIES: ({ minutes }) =>
      typeof minutes === 'number'
        ? plural('nl', minutes, {
            one: `Er is te vaak geprobeerd aan te melden. Probeer het over ${minutes} minuut opnieuw.`,
            other: `Er is te vaak geprobeerd aan te melden. Probeer het over ${minutes} minuten opnieuw.`,
          })
        : 'Er is te vaak geprobeerd aan te melden. Probeer het over een paar minuten opnieuw.',
    NOT_SIGNED_IN: () => 'Meld u aan.',
    NOT_ALLOWED: () => 'Dit mag u niet.',
    PORTAL_OFF: () => 'Deze pagina is op dit moment niet beschikbaar.',
    PORTAL_NOT_FOUND: () => 'Op dit adres staat geen pagina.',
    TICKET_NOT_FOUND: () => 'Zo’n ticket is hier niet.',
    CONTACT_NOT_FOUND: () => goneWrong,
    AGENT_NOT_FOUND: () => goneWrong,
    INBOX_NOT_FOUND: () => 'Hier kunnen nu geen tickets worden aangemaakt. Probeer het later opnieuw.',
    TOKEN_NOT_FOUND: () => goneWrong,
    TICKET_CLOSED: () =>
      'Dit ticket is al een tijd gesloten en kan niet worden heropend. Een antwoord opent een nieuw ticket dat eraan gekoppeld is.',
    TICKET_CHANGED: () => 'Het ticket is intussen veranderd. Verstuur het opnieuw.',
    TICKET_DELETED: () => goneWrong,
    TEAM_NOT_FOUND: () => goneWrong,
    TICKET_MERGED: () => goneWrong,
    ALREADY_CLAIMED: () => goneWrong,
    AUDIENCE_CHANGED: () => goneWrong,
    REQUEST_ID_REUSED: () =>
      'Van deze pagina is al een eerdere tekst verzonden. Gebruik de knop opnieuw om ook deze te versturen.',
    REPLY_INTENT_GONE: () => goneWrong,
    PASSWORD_TOO_SHORT: ({ shortest }) =>
      `Kies een wachtwoord van minstens ${typeof shortest === 'number' ? shortest : 10} tekens.`,
    FIELD_INVALID: () => 'Dit antwoord kan niet worden aangenomen. Controleer het en verstuur het opnieuw.',
    FILE_TOO_LARGE: ({ name, maxBytes, isAllTogether }) => {
      if (typeof name !== 'string' || typeof maxBytes !== 'number')
        return 'Dit bestand is te groot. Stuur een kleiner, of beschrijf het in het bericht.';
      const most = `${inNumbers(maxBytes / 1024 / 1024)} MB`;
      return isAllTogether
        ? `Met “${name}” zouden uw nog niet verzonden bestanden samen meer dan ${most} zijn. Verstuur eerst uw bericht, of verwijder een bestand.`
        : `“${name}” is te groot: een bestand mag hoogstens ${most} zijn. Kies een kleiner.`;
    },
    FILE_NOT_USABLE: ({ name, reason, count, mostFiles }) => {
      if (reason === 'empty') return `“${name}” is leeg. Kies een ander bestand.`;
      return reason === 'too many' && typeof count === 'number' && typeof mostFiles === 'number'
        ? `Het zijn ${inNumbers(count)} bestanden, en met een bericht gaan er hoogstens ${inNumbers(mostFiles)} mee. Verwijder er een paar.`
        : 'Dit bestand kan niet worden aangenomen. Kies een ander.';
    },
    NOT_IN_AUDIENCE: () =>
      'U hebt geen toegang tot deze pagina. Denkt u dat u die wel zou moeten hebben, vraag het dan aan wie u hierheen heeft gestuurd.',
    CONSENT_NEEDED: () => 'Lees eerst de tekst en ga ermee akkoord.',
    PREVIEW_READ_ONLY: () => 'Dit is een voorbeeld. Het toont wat de klant ziet, en verandert niets.',
    REGISTRATION_CLOSED: () => 'Registreren kan hier niet.',
    LINK_EXPIRED: () => 'Deze link is al gebruikt of is verlopen. Vraag een nieuwe.',
    ORGANIZATION_NOT_FOUND: () => goneWrong,
    HELD_REPLY_NOT_FOUND: () => goneWrong,
    OUTBOX_ITEM_NOT_FOUND: () => goneWrong,
    REPLY_LEFT: () => goneWrong,
    VIEW_NOT_FOUND: () => goneWrong,
    LIST_NOT_FOUND: () => goneWrong,
    PROPERTY_NOT_FOUND: () => goneWrong,
    FORM_NOT_FOUND: () => 'Hier kunnen nu geen tickets worden aangemaakt. Probeer het later opnieuw.',
    SNIPPET_NOT_FOUND: () => goneWrong,
    SLACK_ROOM_NOT_FOUND: () => goneWrong,
    ARTICLE_NOT_FOUND: () => 'Zo’n artikel is hier niet.',
    ATTACHMENT_NOT_FOUND: () => 'Zo’n bestand is hier niet.',
    NAME_TAKEN: () => goneWrong,
    STILL_IN_USE: () => goneWrong,
    PORTAL_NOT_READY: () => goneWrong,
    FORM_NOT_ELIGIBLE: () => goneWrong,
    SETTINGS_CHANGED: () => goneWrong,
    AGENT_CHANGED: () => goneWrong,
    TEAM_CHANGED: () => goneWrong,
    VISIBILITY_TESTS_FAILED: () => goneWrong,
    DISK_FULL: () =>
      'Wij kunnen op dit moment niets bewaren, er is niets verzonden. Uw tekst staat er nog: probeer het later opnieuw.',
    INTERNAL: () => goneWrong,
    UNREACHABLE: () => goneWrong,
  },
};
