/** Every fixed text that customers read, in Italian. */
import type { Texts } from './en.ts';
import { numbersIn } from './numbers.ts';
import { plural } from './plural.ts';

const locale = 'it-IT';
const { inNumbers, sizeIn } = numbersIn(locale);
const goneWrong = 'Qualcosa è andato storto da parte nostra. Si prega di riprovare fra un momento.';

export const it: Texts = {
  language: 'it',
  name: 'Italiano',
  locale,
  direction: 'ltr',

  skipToContent: 'Vai al contenuto',
  portalLinks: 'Portale',
  poweredBy: 'Realizzato con Postern',
  file: 'Apri un ticket di assistenza',
  signOut: 'Esci',
  signedInAs: (name) => `Accesso effettuato come ${name}`,
  titleWithProblem: (title) => `Da controllare: ${title}`,
  problemHeading: 'Da controllare',
  aboutField: (label, problem) => `“${label}”: ${problem}`,

  stages: {
    Received: 'Ricevuto',
    'We are on it': 'Ce ne stiamo occupando',
    'Waiting for you': 'In attesa di una Sua risposta',
    Closed: 'Chiuso',
  },

  status: { all: 'Tutti', open: 'Aperto', waiting: 'In attesa di Lei', closed: 'Chiuso' },

  signIn: {
    title: 'Accedi',
    heading: 'Acceda per vedere i Suoi ticket',
    email: 'E-mail',
    password: 'Password',
    submit: 'Accedi',
    signedOut: 'La sessione è terminata.',
    goOn: 'Per continuare occorre accedere.',
    textIsKept:
      'La sessione è scaduta e non è stato inviato nulla. Acceda di nuovo: il testo è conservato e Le verrà mostrato.',
    textStillHere: 'Ha effettuato di nuovo l’accesso. Il testo è ancora qui; non è stato ancora inviato.',
    emailEmpty: 'Inserisca il Suo indirizzo e-mail.',
    passwordEmpty: 'Inserisca la password.',
    tooOld: 'Questa pagina è rimasta aperta troppo a lungo. Acceda ora.',
    tooOldHint: 'Se accade di nuovo, consenta i cookie per questo sito nel browser.',
    forgot: 'Password dimenticata?',
    newHere: 'Primo accesso?',
    register: 'Registrazione',
    bySso:
      'Qui si accede tramite la propria azienda. Parta dal luogo in cui la Sua azienda tiene le applicazioni.',
  },

  entry: {
    tooMany: (minutes) =>
      plural('it', minutes, {
        one: `Sono state richieste troppe e-mail. Riprovi fra ${minutes} minuto.`,
        many: `Sono state richieste troppe e-mail. Riprovi fra ${minutes} di minuti.`,
        other: `Sono state richieste troppe e-mail. Riprovi fra ${minutes} minuti.`,
      }),
    tooManyForNow: 'Sono state richieste troppe e-mail. Riprovi fra un’ora.',
    nameEmpty: 'Inserisca il Suo nome.',
    nameTooLong: 'Questo nome è troppo lungo. Al massimo 200 caratteri.',
    emailInvalid: 'Questo non è un indirizzo e-mail. Controlli che sia scritto bene.',
    toSignIn: 'Torna all’accesso',
    noMail:
      'Ancora nessuna e-mail dopo qualche minuto? Guardi nella posta indesiderata e controlli l’indirizzo.',
    register: {
      title: 'Registrazione',
      heading: 'Si registri per vedere i Suoi ticket',
      help: 'Invieremo un link al Suo indirizzo e-mail. Lì potrà scegliere una password.',
      name: 'Il Suo nome',
      submit: 'Registrati',
      haveLogin: 'Ha già un accesso?',
      signIn: 'Accedi',
      consentMissing: 'Spunti la casella per continuare. Senza, non possiamo registrarLa.',
      consentChanged:
        'L’informativa è cambiata mentre la pagina era aperta. La legga e spunti di nuovo la casella.',
      sentTitle: 'Controlli la Sua posta',
      sent: (email) =>
        `Se ${email} può registrarsi, un’e-mail è in arrivo. Apra il link che contiene per continuare.`,
    },
    forgot: {
      title: 'Nuova password',
      heading: 'Password dimenticata?',
      help: 'Invieremo un link al Suo indirizzo e-mail. Lì potrà scegliere una nuova password.',
      submit: 'Invia il link',
      sentTitle: 'Controlli la Sua posta',
      sent: (email) =>
        `Se ${email} ha accesso a questo portale, un’e-mail è in arrivo. Apra il link che contiene per continuare.`,
    },
    password: {
      title: 'Scelta della password',
      headings: {
        REGISTER: 'Scelga la Sua password',
        INVITE: 'Scelga la Sua password',
        RESET: 'Scelga una nuova password',
      },
      password: 'Nuova password',
      help: (shortest) =>
        `Almeno ${inNumbers(shortest)} caratteri. Vanno bene più parole che solo Lei metterebbe insieme.`,
      signsOut: 'Gli altri browser in cui ha effettuato l’accesso verranno disconnessi.',
      submit: 'Salva e accedi',
      empty: 'Inserisca una password.',
      faults: {
        long: 'Questa password è troppo lunga. Ne scelga una di al massimo 512 caratteri.',
        common: 'Questa password è molto diffusa e quindi la prima a essere indovinata. Ne scelga un’altra.',
        email: 'Questo è il Suo indirizzo e-mail. Scelga una password che nessuno conosce.',
        portal: 'Questo è il nome di questo sito. Scelga una password che nessuno conosce.',
      },
      hasLoginTitle: 'Lei ha già un accesso',
      hasLogin: (email) => `${email} ha già una password e questo link non serve più. Può accedere.`,
      signIn: 'Accedi',
      expiredTitle: 'Questo link non è più valido',
      expired: 'È già stato usato, è scaduto oppure non è stato copiato per intero.',
      askAgain: 'Richiedi un nuovo link',
    },
    consent: {
      title: 'Da leggere',
      heading: 'Prima di continuare',
      help: 'Le chiediamo di leggerlo una volta. Lo rivedrà solo se cambia.',
      submit: 'Accetta e continua',
      missing: 'Spunti la casella per continuare.',
      changed: 'L’informativa è appena cambiata. La legga di nuovo.',
    },
  },

  list: {
    title: 'I Suoi ticket',
    waitingForYou: (count) => `${count} in attesa di Lei`,
    open: (count) => (count === '1' ? '1 aperto' : `${count} aperti`),
    closed: (count) => (count === '1' ? '1 chiuso' : `${count} chiusi`),
    atLeast: (count) => `${inNumbers(count)}+`,
    count: inNumbers,
    columns: {
      number: 'N.',
      subject: 'Oggetto',
      requester: 'Richiedente',
      created: 'Creato',
      lastActivity: 'Ultima attività',
      status: 'Stato',
    },
    searchLabel: 'Cerca tra i ticket',
    statusLabel: 'Stato',
    search: 'Cerca',
    clear: 'Mostra tutti i ticket',
    by: (name) => `di ${name}`,
    older: 'Ticket precedenti',
    newer: 'Ticket successivi',
    pages: 'Altri ticket',
    scopes: 'Ticket di chi',
    mine: 'I miei',
    organizations: (name) => `Tutti di ${name}`,
    noneMine: 'Non ha ancora ticket Suoi. Quando Le serve aiuto, ci scriva qui.',
    noneYet: 'Non ha ancora nessun ticket.',
    none: 'Non ha ancora nessun ticket. Quando Le serve aiuto, ci scriva qui.',
    noHit: (search, status) => {
      if (status === 'waiting')
        return search === ''
          ? 'Nessun ticket è in attesa di Lei.'
          : `Nessun ticket in attesa di Lei contiene “${search}”.`;
      const which = { all: '', open: ' aperto', closed: ' chiuso' }[status];
      return search === '' ? `Non ha nessun ticket${which}.` : `Nessun ticket${which} contiene “${search}”.`;
    },
    noHitHint: 'La ricerca riguarda oggetto, messaggi e numeri dei ticket.',
    searchTooLong: 'Il testo da cercare è troppo lungo. Al massimo 200 caratteri.',
    unknownParameter: (name, known) =>
      `Il parametro “${name}” non esiste. I parametri sono ${known.join(', ')}.`,
    unknownValue: (name, value, known) =>
      `Per ${name} il valore “${value}” non esiste. I valori sono ${known.join(', ')}.`,
    parameterTwice: (name) => `Il parametro “${name}” è arrivato più volte. Va inviato una volta sola.`,
    unknownCursor:
      'Il parametro “cursor” non è leggibile. Va preso dalla pagina precedente, oppure omesso per ricominciare.',
  },

  ticket: {
    back: 'I Suoi ticket',
    messages: 'Messaggi',
    created: 'Creato',
    byYou: 'da Lei',
    by: (name) => `da ${name}`,
    answered: (name) => `${name} ha risposto`,
    you: 'Lei',
    agent: (name, portal) => `${name}, ${portal}`,
    channels: {
      portal: 'portale',
      form: 'modulo',
      email: 'e-mail',
      slack: 'Slack',
      chat: 'chat',
      messenger: 'Facebook Messenger',
      api: 'API',
    },
    quoted: 'Mostra il testo citato',
    newSince: 'Novità dalla Sua ultima visita',
    news: 'Nuovo messaggio di {name}',
    earlier: (count) =>
      plural('it', count, {
        one: `Mostra ${inNumbers(count)} messaggio precedente`,
        many: `Mostra ${inNumbers(count)} di messaggi precedenti`,
        other: `Mostra ${inNumbers(count)} messaggi precedenti`,
      }),
    sent: 'Inviato',
    sentTitle: 'Risposta inviata',
    reopened: 'Il ticket è di nuovo aperto.',
    closed: 'Il ticket è chiuso.',
    close: 'È risolto, chiudi',
    reopen: 'Riapri',
    followedUp: (number) =>
      `Il ticket #${number} era stato chiuso da tempo: la Sua risposta ne ha aperto uno nuovo. I due sono collegati.`,
    replyHeading: 'La Sua risposta',
    replyLabel: 'Messaggio',
    send: 'Invia risposta',
    outcome: {
      added: '',
      reopened: 'Questo ticket è chiuso. Una risposta lo riapre.',
      followedUp:
        'Questo ticket è stato chiuso da tempo. Una risposta apre un nuovo ticket collegato a questo.',
    },
  },

  newTicket: {
    title: 'Apri un ticket di assistenza',
    help: 'Ci scriva che cosa è successo e che cosa si aspettava.',
    required: 'obbligatorio',
    optional: 'facoltativo',
    yes: 'Sì',
    no: 'No',
    noAnswer: 'Nessuna risposta',
    choose: 'Da scegliere',
    onlyIf: (field, answers) =>
      `Solo se “${field}” è ${answers.map((answer) => `“${answer}”`).join(' oppure ')}.`,
    changed:
      'Questo modulo è cambiato da quando è stato aperto e non è stato inviato nulla. Il testo è ancora qui: lo riguardi e lo invii di nuovo.',
    wrong: {
      required: 'Serve una risposta.',
      number: 'Scriva un numero, per esempio 12 o 12.5.',
      date: 'Scelga un giorno, oppure lo scriva come anno, mese e giorno: 2026-11-02.',
      yesNo: 'Scelga sì oppure no.',
      option: 'Scelga una di queste risposte.',
      tooLong: 'Questa risposta è troppo lunga. La accorci, o scriva il resto nel messaggio.',
    },
    subject: 'Oggetto',
    subjectHelp: 'Poche parole, per esempio “La fattura riporta l’indirizzo sbagliato”.',
    message: 'Messaggio',
    submit: 'Apri un ticket di assistenza',
    cancel: 'Torna ai Suoi ticket',
    receivedTitle: 'Abbiamo ricevuto il Suo messaggio',
    receivedNext: 'Lo leggerà una persona. Non apparirà tra i Suoi ticket qui.',
    filedTitle: (number) => `Il ticket #${number} è aperto`,
    filedAbout: 'Abbiamo ricevuto il Suo messaggio su',
    filedNext: (email) =>
      `Lo leggerà una persona. La risposta apparirà nella pagina del ticket e la invieremo anche a ${email}.`,
    open: (number) => `Vai al ticket #${number}`,
  },

  preview: {
    label: 'Anteprima',
    title: (title) => `Anteprima: ${title}`,
    as: (name) => `Anteprima come ${name}`,
    readOnly: 'sola lettura',
    leave: 'Esci',
    isOff: 'Il portale è spento: i clienti vedono una pagina neutra.',
    shutBy: {
      'sign-in': 'Questo contatto è bloccato e vede questa pagina.',
      audience: 'Questo contatto non è in nessuna lista del portale e vede questa pagina.',
    },
    formOff: 'In un’anteprima non si può inviare nulla.',
    readOnlyTitle: 'Non è stato inviato nulla',
    chooseTitle: 'Anteprima del portale',
    chooseHelp: 'Con gli occhi di chi? Si vede ciò che vede questo contatto, senza cambiare nulla.',
    contact: 'E-mail del contatto',
    choose: 'Anteprima',
    recent: 'Contatti che hanno scritto di recente',
    noContact: 'Nessun contatto ha questo indirizzo. Lo controlli, o ne scelga uno qui sotto.',
    leftTitle: 'L’anteprima è stata chiusa',
    leftHint: 'Non è cambiato nulla. Può chiudere questa pagina.',
    endedTitle: 'Questa anteprima è terminata',
    endedHint: 'Un’anteprima dura un’ora. Per aprirne un’altra: postern portal preview --as EMAIL',
  },

  files: {
    attached: 'File allegati',
    attachedTo: 'Allegato',
    label: 'Allega file',
    help: (most, megabytes) =>
      plural('it', most, {
        one: `Un file di al massimo ${inNumbers(megabytes)} MB.`,
        many: `Fino a ${inNumbers(most)} di file di al massimo ${inNumbers(megabytes)} MB ciascuno.`,
        other: `Fino a ${inNumbers(most)} file di al massimo ${inNumbers(megabytes)} MB ciascuno.`,
      }),
    chosen: 'File scelti',
    removeShort: 'Rimuovi',
    remove: (name) => `Rimuovi ${name}`,
    size: (bytes) => sizeIn(bytes, { bytes: 'B', kilobytes: 'KB', megabytes: 'MB' }),
    tooLarge: (megabytes) => `Troppo grande: al massimo ${inNumbers(megabytes)} MB. Va rimosso.`,
    tooMany: (most) => `Troppi file: al massimo ${inNumbers(most)}. Va rimosso.`,
    failed: 'Invio non riuscito. Lo rimuova e riprovi.',
    done: 'allegato',
    removed: 'Rimosso',
    gone: 'Un file che aveva scelto non c’è più. Lo scelga di nuovo.',
  },

  kb: {
    title: 'Guida',
    heading: 'Come possiamo aiutarLa?',
    searchLabel: 'Cerca tra gli articoli',
    none: 'Non ci sono ancora articoli.',
    noHit: (search) => `Nessun articolo contiene “${search}”.`,
    noHitHint: 'La ricerca riguarda titoli e testi. Meno parole, o altre, possono trovare di più.',
    found: (count) =>
      plural('it', count, {
        one: `${inNumbers(count)} articolo trovato.`,
        many: `${inNumbers(count)} di articoli trovati.`,
        other: `${inNumbers(count)} articoli trovati.`,
      }),
    all: 'Mostra tutti gli articoli',
    updated: 'Ultimo aggiornamento',
    notEnough: 'Non è bastato?',
    goToPortal: (portal) => `Vai a ${portal}`,
    noArticle: 'A questo indirizzo non c’è nessun articolo',
    noArticleHint: 'Forse è stato rinominato o ritirato. Forse ne aiuta un altro.',
    sectionLink: (heading) => `Link a “${heading}”`,
    table: 'Tabella',
    code: 'Codice',
    hints: 'Questi potrebbero rispondere subito (si aprono in una nuova scheda):',
    lookFirst: 'Guarda prima gli articoli (si apre in una nuova scheda)',
    nearest: 'Questi articoli possono aiutare:',
  },

  notFound: {
    title: 'Non trovato',
    ticket: (number) => `Qui non c’è nessun ticket #${number}`,
    ticketHint:
      'Forse il numero è scritto male, o il ticket è di qualcun altro. Nella Sua lista c’è ogni ticket che può vedere.',
    page: 'A questo indirizzo non c’è nessuna pagina',
    pageHint: 'Forse l’indirizzo è scritto male, o la pagina è stata spostata.',
    fileHint: 'Forse l’indirizzo è scritto male, o il file appartiene a un ticket che non può vedere.',
    toList: 'I Suoi ticket',
  },

  problem: {
    title: 'Non ha funzionato',
    off: 'Questa pagina non è disponibile al momento',
    offHint: 'Si prega di tornare più tardi.',
    foreignTitle: 'Questo modulo non è stato accettato',
    foreign:
      'Sembra provenire da un altro sito e quindi non è successo nulla. Apra di nuovo la pagina e lo invii da lì.',
    notAForm: 'Ciò che è stato inviato non è uno dei nostri moduli e quindi non è successo nulla.',
    tooLarge: 'È troppo grande per essere accettato e quindi non è stato inviato nulla.',
    tooLargeHint: 'Torni indietro nel browser, accorci il testo e lo invii di nuovo.',
    kept: 'Il Suo testo, da copiare',
    reference: (id) => `Se ci scrive per questo, indichi il riferimento ${id}.`,
    formTooOld:
      'Questa pagina è rimasta aperta troppo a lungo e non è stato inviato nulla. Il testo è ancora qui: lo invii di nuovo.',
    pageTooOld: 'Questa pagina è rimasta aperta troppo a lungo e non è successo nulla. Riprovi.',
    formIncomplete:
      'Il modulo non è arrivato per intero e non è stato inviato nulla. Il testo è ancora qui: lo invii di nuovo.',
    unknownFields: (names) =>
      plural('it', names.length, {
        one: `Il modulo è arrivato con un campo che non conosciamo (${names.join(', ')}) e non è stato inviato nulla. Lo invii di nuovo.`,
        other: `Il modulo è arrivato con campi che non conosciamo (${names.join(', ')}) e non è stato inviato nulla. Lo invii di nuovo.`,
      }),
  },

  mail: {
    reply: {
      answered: (author, portal) => `${author} (${portal}) ha risposto al Suo ticket:`,
      readAndAnswer: (address) => `Leggere e rispondere: ${address}`,
    },
    invite: {
      subject: 'Il Suo accesso a {portal}',
      body: [
        'Buongiorno {name},',
        '',
        'su {portal} può ora vedere i Suoi ticket, rispondere e aprirne di nuovi. Apra questo link per scegliere una password:',
        '',
        '{link}',
        '',
        'Vale una volta sola, entro 30 giorni. Dopo, ne può chiedere uno nuovo con “Password dimenticata?” nella pagina di accesso.',
      ].join('\n'),
    },
    register: {
      subject: (portal) => `Completi la registrazione a ${portal}`,
      body: ({ name, portal, link }) =>
        [
          `Buongiorno ${name},`,
          '',
          `ha chiesto di registrarsi a ${portal}. Apra questo link per scegliere una password:`,
          '',
          link,
          '',
          'Vale una volta sola, entro 24 ore. Se non è stato Lei a chiederlo, non occorre fare nulla: senza il link non c’è accesso.',
        ].join('\n'),
    },
    hasLogin: {
      subject: (portal) => `Lei ha già un accesso a ${portal}`,
      body: ({ portal, signIn, forgot }) =>
        [
          `Qualcuno ha chiesto di registrare questo indirizzo a ${portal}. Ha già un accesso, quindi non è cambiato nulla.`,
          '',
          `Accedere: ${signIn}`,
          `Scegliere una nuova password: ${forgot}`,
          '',
          'Se non è stato Lei a chiederlo, non occorre fare nulla.',
        ].join('\n'),
    },
    reset: {
      subject: (portal) => `Scelga una nuova password per ${portal}`,
      body: ({ name, portal, link }) =>
        [
          `Buongiorno ${name},`,
          '',
          `ha chiesto una nuova password per ${portal}. Apra questo link per sceglierla:`,
          '',
          link,
          '',
          'Vale una volta sola, entro un’ora. Se non è stato Lei a chiederlo, non occorre fare nulla: la password resta com’è.',
        ].join('\n'),
    },
    firstPassword: {
      subject: (portal) => `Scelga una password per ${portal}`,
      body: ({ name, portal, link }) =>
        [
          `Buongiorno ${name},`,
          '',
          `non ha ancora una password per ${portal}. Apra questo link per sceglierne una:`,
          '',
          link,
          '',
          'Vale una volta sola, entro 30 giorni. Se non è stato Lei a chiederlo, non occorre fare nulla.',
        ].join('\n'),
    },
    passwordChanged: {
      subject: (portal) => `La Sua password per ${portal} è stata cambiata`,
      body: ({ name, portal, forgot }) =>
        [
          `Buongiorno ${name},`,
          '',
          `la Sua password per ${portal} è stata cambiata e ogni altro browser è stato disconnesso.`,
          '',
          `Se non è stato Lei, ne scelga subito un’altra: ${forgot}`,
        ].join('\n'),
    },
  },

  failures: {
    BAD_INPUT: () => 'Questo non è leggibile. Lo controlli e lo invii di nuovo.',
    BAD_QUERY: () => 'Non è possibile cercare questo. Usi parole semplici.',
    MESSAGE_EMPTY: () => 'Scriva prima un messaggio.',
    MESSAGE_TOO_LONG: ({ length, longest }) =>
      typeof length === 'number' && typeof longest === 'number'
        ? `Il messaggio è troppo lungo: ha ${inNumbers(length)} caratteri e ce ne stanno al massimo ${inNumbers(longest)}. Lo accorci e lo invii di nuovo.`
        : 'Il messaggio è troppo lungo. Lo accorci e lo invii di nuovo.',
    SUBJECT_EMPTY: () => 'Dica in poche parole di che cosa si tratta.',
    SUBJECT_TOO_LONG: ({ length, longest }) =>
      typeof length === 'number' && typeof longest === 'number'
        ? `L’oggetto è troppo lungo: ha ${inNumbers(length)} caratteri e ce ne stanno al massimo ${inNumbers(longest)}. Scriva il resto nel messaggio.`
        : 'L’oggetto è troppo lungo. Scriva il resto nel messaggio.',
    WRONG_CREDENTIALS: () => 'L’indirizzo e-mail o la password non sono corretti. Li controlli e riprovi.',
    TOO_MANY_TRIES: ({ minutes }) =>
      typeof minutes === 'number'
        ? plural('it', minutes, {
            one: `Ci sono stati troppi tentativi di accesso. Riprovi fra ${minutes} minuto.`,
            many: `Ci sono stati troppi tentativi di accesso. Riprovi fra ${minutes} di minuti.`,
            other: `Ci sono stati troppi tentativi di accesso. Riprovi fra ${minutes} minuti.`,
          })
        : 'Ci sono stati troppi tentativi di accesso. Riprovi fra qualche minuto.',
    NOT_SIGNED_IN: () => 'Occorre accedere.',
    NOT_ALLOWED: () => 'Questo non è consentito.',
    PORTAL_OFF: () => 'Questa pagina non è disponibile al momento.',
    PORTAL_NOT_FOUND: () => 'A questo indirizzo non c’è nessuna pagina.',
    TICKET_NOT_FOUND: () => 'Qui non c’è un ticket simile.',
    CONTACT_NOT_FOUND: () => goneWrong,
    AGENT_NOT_FOUND: () => goneWrong,
    INBOX_NOT_FOUND: () => 'Al momento qui non si possono aprire ticket. Si prega di riprovare più tardi.',
    TOKEN_NOT_FOUND: () => goneWrong,
    TICKET_CLOSED: () =>
      'Questo ticket è stato chiuso da tempo e non si può riaprire. Una risposta apre un nuovo ticket collegato.',
    TICKET_CHANGED: () => 'Il ticket intanto è cambiato. Lo invii di nuovo.',
    TICKET_DELETED: () => goneWrong,
    TEAM_NOT_FOUND: () => goneWrong,
    TICKET_MERGED: () => goneWrong,
    ALREADY_CLAIMED: () => goneWrong,
    AUDIENCE_CHANGED: () => goneWrong,
    REQUEST_ID_REUSED: () =>
      'Da questa pagina è già stato inviato un testo precedente. Per inviare anche questo, usi di nuovo il pulsante.',
    REPLY_INTENT_GONE: () => goneWrong,
    PASSWORD_TOO_SHORT: ({ shortest }) =>
      `Scelga una password di almeno ${typeof shortest === 'number' ? shortest : 10} caratteri.`,
    FIELD_INVALID: () => 'Questa risposta non può essere accettata. La controlli e la invii di nuovo.',
    FILE_TOO_LARGE: ({ name, maxBytes, isAllTogether }) => {
      if (typeof name !== 'string' || typeof maxBytes !== 'number')
        return 'Questo file è troppo grande. Ne invii uno più piccolo, o lo descriva nel messaggio.';
      const most = `${inNumbers(maxBytes / 1024 / 1024)} MB`;
      return isAllTogether
        ? `Con “${name}” i file non ancora inviati supererebbero ${most} in tutto. Invii prima il messaggio, o rimuova un file.`
        : `“${name}” è troppo grande: un file può avere al massimo ${most}. Ne scelga uno più piccolo.`;
    },
    FILE_NOT_USABLE: ({ name, reason, count, mostFiles }) => {
      if (reason === 'empty') return `“${name}” è vuoto. Scelga un altro file.`;
      return reason === 'too many' && typeof count === 'number' && typeof mostFiles === 'number'
        ? `I file sono ${inNumbers(count)} e con un messaggio ne vanno al massimo ${inNumbers(mostFiles)}. Ne rimuova alcuni.`
        : 'Questo file non può essere accettato. Ne scelga un altro.';
    },
    NOT_IN_AUDIENCE: () =>
      'Lei non ha accesso a questa pagina. Se pensa di doverlo avere, chieda a chi L’ha indirizzata qui.',
    CONSENT_NEEDED: () => 'Occorre prima leggere e accettare l’informativa.',
    PREVIEW_READ_ONLY: () => 'Questa è un’anteprima. Mostra ciò che vede il cliente e non cambia nulla.',
    REGISTRATION_CLOSED: () => 'Qui non è prevista la registrazione.',
    LINK_EXPIRED: () => 'Questo link è già stato usato o è scaduto. Ne richieda uno nuovo.',
    ORGANIZATION_NOT_FOUND: () => goneWrong,
    HELD_REPLY_NOT_FOUND: () => goneWrong,
    OUTBOX_ITEM_NOT_FOUND: () => goneWrong,
    REPLY_LEFT: () => goneWrong,
    VIEW_NOT_FOUND: () => goneWrong,
    LIST_NOT_FOUND: () => goneWrong,
    PROPERTY_NOT_FOUND: () => goneWrong,
    FORM_NOT_FOUND: () => 'Al momento qui non si possono aprire ticket. Si prega di riprovare più tardi.',
    SNIPPET_NOT_FOUND: () => goneWrong,
    SLACK_ROOM_NOT_FOUND: () => goneWrong,
    ARTICLE_NOT_FOUND: () => 'Qui non c’è un articolo simile.',
    ATTACHMENT_NOT_FOUND: () => 'Qui non c’è un file simile.',
    NAME_TAKEN: () => goneWrong,
    STILL_IN_USE: () => goneWrong,
    PORTAL_NOT_READY: () => goneWrong,
    FORM_NOT_ELIGIBLE: () => goneWrong,
    SETTINGS_CHANGED: () => goneWrong,
    AGENT_CHANGED: () => goneWrong,
    TEAM_CHANGED: () => goneWrong,
    VISIBILITY_TESTS_FAILED: () => goneWrong,
    DISK_FULL: () =>
      'Al momento non possiamo salvare nulla e non è stato inviato nulla. Il testo è ancora qui: riprovi più tardi.',
    INTERNAL: () => goneWrong,
    UNREACHABLE: () => goneWrong,
  },
};
