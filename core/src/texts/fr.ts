/** Every fixed text that customers read, in French. No-break spaces stand where French typography wants them. */
import type { Texts } from './en.ts';
import { numbersIn } from './numbers.ts';
import { plural } from './plural.ts';

const locale = 'fr-FR';
const { inNumbers, sizeIn } = numbersIn(locale);
const goneWrong = 'Un problème est survenu de notre côté. Veuillez réessayer dans un instant.';

export const fr: Texts = {
  language: 'fr',
  name: 'Français',
  locale,
  direction: 'ltr',

  skipToContent: 'Aller au contenu',
  portalLinks: 'Portail',
  poweredBy: 'Propulsé par Postern',
  file: 'Ouvrir un ticket',
  signOut: 'Se déconnecter',
  signedInAs: (name) => `Connecté en tant que ${name}`,
  titleWithProblem: (title) => `À vérifier : ${title}`,
  problemHeading: 'À vérifier',
  aboutField: (label, problem) => `« ${label} » : ${problem}`,

  stages: {
    Received: 'Reçu',
    'We are on it': 'Nous nous en occupons',
    'Waiting for you': 'En attente de votre réponse',
    Closed: 'Fermé',
  },

  status: { all: 'Tous', open: 'Ouvert', waiting: 'En attente de vous', closed: 'Fermé' },

  signIn: {
    title: 'Connexion',
    heading: 'Connectez-vous pour voir vos tickets',
    email: 'E-mail',
    password: 'Mot de passe',
    submit: 'Se connecter',
    signedOut: 'Vous êtes déconnecté.',
    goOn: 'Veuillez vous connecter pour continuer.',
    textIsKept:
      'Votre session a expiré, rien n’a été envoyé. Reconnectez-vous : votre texte est conservé et vous sera montré.',
    textStillHere:
      'Vous êtes de nouveau connecté. Votre texte est toujours là ; il n’a pas encore été envoyé.',
    emailEmpty: 'Saisissez votre adresse e-mail.',
    passwordEmpty: 'Saisissez votre mot de passe.',
    tooOld: 'Cette page est restée ouverte trop longtemps. Veuillez vous connecter maintenant.',
    tooOldHint: 'Si cela se reproduit, autorisez les cookies de ce site dans votre navigateur.',
    forgot: 'Mot de passe oublié ?',
    newHere: 'Première visite ?',
    register: 'S’inscrire',
    bySso:
      'Ici, la connexion passe par votre entreprise. Partez de l’endroit où votre entreprise range ses applications.',
  },

  entry: {
    tooMany: (minutes) =>
      plural('fr', minutes, {
        one: `Trop d’e-mails ont été demandés. Réessayez dans ${minutes} minute.`,
        many: `Trop d’e-mails ont été demandés. Réessayez dans ${minutes} de minutes.`,
        other: `Trop d’e-mails ont été demandés. Réessayez dans ${minutes} minutes.`,
      }),
    tooManyForNow: 'Trop d’e-mails ont été demandés. Réessayez dans une heure.',
    nameEmpty: 'Saisissez votre nom.',
    nameTooLong: 'Ce nom est trop long. Raccourcissez-le à 200 caractères au plus.',
    emailInvalid: 'Ce n’est pas une adresse e-mail. Vérifiez qu’elle est bien écrite.',
    toSignIn: 'Retour à la connexion',
    noMail:
      'Toujours pas d’e-mail après quelques minutes ? Regardez dans les indésirables et vérifiez l’adresse.',
    register: {
      title: 'Inscription',
      heading: 'Inscrivez-vous pour voir vos tickets',
      help: 'Nous envoyons un lien à votre adresse e-mail. Vous y choisirez un mot de passe.',
      name: 'Votre nom',
      submit: 'S’inscrire',
      haveLogin: 'Vous avez déjà un accès ?',
      signIn: 'Se connecter',
      consentMissing: 'Cochez la case pour continuer. Sans cela, nous ne pouvons pas vous inscrire.',
      consentChanged:
        'Cette notice a changé pendant que la page était ouverte. Veuillez la lire et cocher la case de nouveau.',
      sentTitle: 'Consultez votre boîte de réception',
      sent: (email) =>
        `Si ${email} peut s’inscrire, un e-mail est en route. Ouvrez le lien qu’il contient pour continuer.`,
    },
    forgot: {
      title: 'Nouveau mot de passe',
      heading: 'Mot de passe oublié ?',
      help: 'Nous envoyons un lien à votre adresse e-mail. Vous y choisirez un nouveau mot de passe.',
      submit: 'Envoyer le lien',
      sentTitle: 'Consultez votre boîte de réception',
      sent: (email) =>
        `Si ${email} a accès à ce portail, un e-mail est en route. Ouvrez le lien qu’il contient pour continuer.`,
    },
    password: {
      title: 'Choisir un mot de passe',
      headings: {
        REGISTER: 'Choisissez votre mot de passe',
        INVITE: 'Choisissez votre mot de passe',
        RESET: 'Choisissez un nouveau mot de passe',
      },
      password: 'Nouveau mot de passe',
      help: (shortest) =>
        `Au moins ${inNumbers(shortest)} caractères. Plusieurs mots que vous seul mettriez ensemble font l’affaire.`,
      signsOut: 'Les autres navigateurs où vous êtes connecté seront déconnectés.',
      submit: 'Enregistrer et se connecter',
      empty: 'Saisissez un mot de passe.',
      faults: {
        long: 'Ce mot de passe est trop long. Choisissez-en un de 512 caractères au plus.',
        common: 'Ce mot de passe est très répandu, on l’essaie donc en premier. Choisissez-en un autre.',
        email: 'C’est votre adresse e-mail. Choisissez un mot de passe que personne ne connaît.',
        portal: 'C’est le nom de ce site. Choisissez un mot de passe que personne ne connaît.',
      },
      hasLoginTitle: 'Vous avez déjà un accès',
      hasLogin: (email) =>
        `${email} a déjà un mot de passe, ce lien n’est donc plus nécessaire. Veuillez vous connecter.`,
      signIn: 'Se connecter',
      expiredTitle: 'Ce lien n’est plus valable',
      expired: 'Il a déjà servi, il a expiré ou il n’a pas été copié en entier.',
      askAgain: 'Demander un nouveau lien',
    },
    consent: {
      title: 'À lire',
      heading: 'Avant de continuer',
      help: 'Nous vous demandons de lire ceci une fois. Vous ne le reverrez que si le texte change.',
      submit: 'Accepter et continuer',
      missing: 'Cochez la case pour continuer.',
      changed: 'La notice vient de changer. Veuillez la relire.',
    },
  },

  list: {
    title: 'Vos tickets',
    waitingForYou: (count) => `${count} en attente de vous`,
    open: (count) => (count === '1' || count === '0' ? `${count} ouvert` : `${count} ouverts`),
    closed: (count) => (count === '1' || count === '0' ? `${count} fermé` : `${count} fermés`),
    atLeast: (count) => `${inNumbers(count)}+`,
    count: inNumbers,
    columns: {
      number: 'N°',
      subject: 'Objet',
      requester: 'Demandeur',
      created: 'Créé',
      lastActivity: 'Dernière activité',
      status: 'Statut',
    },
    searchLabel: 'Rechercher dans les tickets',
    statusLabel: 'Statut',
    search: 'Rechercher',
    clear: 'Afficher tous les tickets',
    by: (name) => `par ${name}`,
    older: 'Tickets plus anciens',
    newer: 'Tickets plus récents',
    pages: 'Autres tickets',
    scopes: 'À qui sont les tickets',
    mine: 'Les miens',
    organizations: (name) => `Tous de ${name}`,
    noneMine: 'Vous n’avez pas encore de ticket à vous. Quand il vous faut de l’aide, écrivez-nous ici.',
    noneYet: 'Vous n’avez pas encore de ticket.',
    none: 'Vous n’avez pas encore de ticket. Quand il vous faut de l’aide, écrivez-nous ici.',
    noHit: (search, status) => {
      if (status === 'waiting')
        return search === ''
          ? 'Aucun ticket n’attend votre réponse.'
          : `Aucun ticket en attente de votre réponse ne contient « ${search} ».`;
      const which = { all: '', open: ' ouvert', closed: ' fermé' }[status];
      return search === ''
        ? `Vous n’avez aucun ticket${which}.`
        : `Aucun ticket${which} ne contient « ${search} ».`;
    },
    noHitHint: 'La recherche porte sur l’objet, les messages et le numéro des tickets.',
    searchTooLong: 'C’est trop long pour une recherche. 200 caractères au plus.',
    unknownParameter: (name, known) =>
      `Il n’y a pas de paramètre « ${name} ». Les paramètres sont ${known.join(', ')}.`,
    unknownValue: (name, value, known) =>
      `Pour ${name}, « ${value} » n’existe pas. Les valeurs sont ${known.join(', ')}.`,
    parameterTwice: (name) => `Le paramètre « ${name} » est venu plusieurs fois. Envoyez-le une seule fois.`,
    unknownCursor:
      'Le paramètre « cursor » est illisible. Prenez-le de la page précédente, ou omettez-le pour recommencer.',
  },

  ticket: {
    back: 'Vos tickets',
    messages: 'Messages',
    created: 'Créé',
    byYou: 'par vous',
    by: (name) => `par ${name}`,
    answered: (name) => `${name} a répondu`,
    you: 'Vous',
    agent: (name, portal) => `${name}, ${portal}`,
    channels: {
      portal: 'portail',
      form: 'formulaire',
      email: 'e-mail',
      slack: 'Slack',
      chat: 'chat',
      messenger: 'Facebook Messenger',
      api: 'API',
    },
    quoted: 'Afficher le texte cité',
    newSince: 'Nouveau depuis votre dernière visite',
    news: 'Nouveau message de {name}',
    earlier: (count) =>
      plural('fr', count, {
        one: `Afficher ${inNumbers(count)} message précédent`,
        many: `Afficher ${inNumbers(count)} de messages précédents`,
        other: `Afficher ${inNumbers(count)} messages précédents`,
      }),
    sent: 'Envoyé',
    sentTitle: 'Réponse envoyée',
    reopened: 'Le ticket est de nouveau ouvert.',
    closed: 'Le ticket est fermé.',
    close: 'C’est résolu, fermer',
    reopen: 'Rouvrir',
    followedUp: (number) =>
      `Le ticket #${number} était fermé depuis un certain temps : votre réponse a ouvert celui-ci. Les deux sont liés.`,
    replyHeading: 'Votre réponse',
    replyLabel: 'Message',
    send: 'Envoyer la réponse',
    outcome: {
      added: '',
      reopened: 'Ce ticket est fermé. Une réponse le rouvre.',
      followedUp:
        'Ce ticket est fermé depuis un certain temps. Une réponse ouvre un nouveau ticket lié à celui-ci.',
    },
  },

  newTicket: {
    title: 'Ouvrir un ticket',
    help: 'Dites-nous ce qui s’est passé et ce que vous attendiez.',
    required: 'obligatoire',
    optional: 'facultatif',
    yes: 'Oui',
    no: 'Non',
    noAnswer: 'Sans réponse',
    choose: 'Veuillez choisir',
    onlyIf: (field, answers) =>
      `Seulement si « ${field} » est ${answers.map((answer) => `« ${answer} »`).join(' ou ')}.`,
    changed:
      'Ce formulaire a changé depuis que vous l’avez ouvert, rien n’a été envoyé. Votre texte est toujours là : veuillez le relire et l’envoyer de nouveau.',
    wrong: {
      required: 'Veuillez répondre ici.',
      number: 'Écrivez un nombre, comme 12 ou 12.5.',
      date: 'Choisissez un jour, ou écrivez-le dans l’ordre année, mois, jour : 2026-11-02.',
      yesNo: 'Choisissez oui ou non.',
      option: 'Choisissez l’une de ces réponses.',
      tooLong: 'Cette réponse est trop longue. Raccourcissez-la, ou mettez le reste dans le message.',
    },
    subject: 'Objet',
    subjectHelp: 'Quelques mots, par exemple « La facture porte la mauvaise adresse ».',
    message: 'Message',
    submit: 'Ouvrir un ticket',
    cancel: 'Retour à vos tickets',
    receivedTitle: 'Nous avons reçu votre message',
    receivedNext: 'Une personne va le lire. Il n’apparaîtra pas parmi vos tickets ici.',
    filedTitle: (number) => `Le ticket #${number} est ouvert`,
    filedAbout: 'Nous avons votre message à propos de',
    filedNext: (email) =>
      `Une personne va le lire. La réponse apparaîtra sur la page du ticket, et nous l’enverrons aussi à ${email}.`,
    open: (number) => `Voir le ticket #${number}`,
  },

  preview: {
    label: 'Aperçu',
    title: (title) => `Aperçu : ${title}`,
    as: (name) => `Aperçu en tant que ${name}`,
    readOnly: 'lecture seule',
    leave: 'Quitter',
    isOff: 'Le portail est désactivé : les clients voient une page neutre.',
    shutBy: {
      'sign-in': 'Ce contact est bloqué et voit cette page.',
      audience: 'Ce contact n’est sur aucune liste du portail et voit cette page.',
    },
    formOff: 'Dans un aperçu, rien ne peut être envoyé.',
    readOnlyTitle: 'Rien n’a été envoyé',
    chooseTitle: 'Aperçu du portail',
    chooseHelp: 'Par les yeux de qui ? Vous voyez ce que voit ce contact, et ne changez rien.',
    contact: 'E-mail du contact',
    choose: 'Aperçu',
    recent: 'Contacts qui ont écrit récemment',
    noContact: 'Aucun contact n’a cette adresse. Vérifiez-la, ou choisissez-en un ci-dessous.',
    leftTitle: 'Vous avez quitté l’aperçu',
    leftHint: 'Rien n’a été changé. Vous pouvez fermer cette page.',
    endedTitle: 'Cet aperçu est terminé',
    endedHint: 'Un aperçu dure une heure. Pour en ouvrir un autre : postern portal preview --as EMAIL',
  },

  files: {
    attached: 'Fichiers joints',
    attachedTo: 'Joint',
    label: 'Joindre des fichiers',
    help: (most, megabytes) =>
      plural('fr', most, {
        one: `Un fichier de ${inNumbers(megabytes)} Mo au plus.`,
        many: `Jusqu’à ${inNumbers(most)} de fichiers de ${inNumbers(megabytes)} Mo au plus chacun.`,
        other: `Jusqu’à ${inNumbers(most)} fichiers de ${inNumbers(megabytes)} Mo au plus chacun.`,
      }),
    chosen: 'Fichiers choisis',
    removeShort: 'Retirer',
    remove: (name) => `Retirer ${name}`,
    size: (bytes) => sizeIn(bytes, { bytes: 'o', kilobytes: 'Ko', megabytes: 'Mo' }),
    tooLarge: (megabytes) => `Trop volumineux : ${inNumbers(megabytes)} Mo au plus. Veuillez le retirer.`,
    tooMany: (most) => `Trop de fichiers : ${inNumbers(most)} au plus. Veuillez le retirer.`,
    failed: 'L’envoi a échoué. Retirez-le et réessayez.',
    done: 'joint',
    removed: 'Retiré',
    gone: 'Un fichier que vous aviez choisi n’est plus là. Veuillez le choisir de nouveau.',
  },

  kb: {
    title: 'Aide',
    heading: 'Comment pouvons-nous vous aider ?',
    searchLabel: 'Rechercher dans les articles',
    none: 'Il n’y a pas encore d’articles.',
    noHit: (search) => `Aucun article ne contient « ${search} ».`,
    noHitHint:
      'La recherche porte sur les titres et les textes. Moins de mots, ou d’autres, peuvent trouver plus.',
    found: (count) =>
      plural('fr', count, {
        one: `${inNumbers(count)} article trouvé.`,
        many: `${inNumbers(count)} d’articles trouvés.`,
        other: `${inNumbers(count)} articles trouvés.`,
      }),
    all: 'Afficher tous les articles',
    updated: 'Dernière mise à jour',
    notEnough: 'Cela n’a pas suffi ?',
    goToPortal: (portal) => `Aller à ${portal}`,
    noArticle: 'Il n’y a pas d’article à cette adresse',
    noArticleHint: 'Il a peut-être été renommé ou retiré. Un autre vous aidera peut-être.',
    sectionLink: (heading) => `Lien vers « ${heading} »`,
    table: 'Tableau',
    code: 'Code',
    hints: 'Ceci répond peut-être tout de suite (s’ouvre dans un nouvel onglet) :',
    lookFirst: 'Chercher d’abord dans les articles (s’ouvre dans un nouvel onglet)',
    nearest: 'Ces articles peuvent vous aider :',
  },

  notFound: {
    title: 'Introuvable',
    ticket: (number) => `Il n’y a pas de ticket #${number} ici`,
    ticketHint:
      'Le numéro est peut-être mal tapé, ou le ticket est à quelqu’un d’autre. Votre liste montre chaque ticket que vous pouvez voir.',
    page: 'Il n’y a pas de page à cette adresse',
    pageHint: 'L’adresse est peut-être mal tapée, ou la page a été déplacée.',
    fileHint:
      'L’adresse est peut-être mal tapée, ou le fichier appartient à un ticket que vous ne pouvez pas voir.',
    toList: 'Vos tickets',
  },

  problem: {
    title: 'Cela n’a pas fonctionné',
    off: 'Cette page n’est pas disponible pour le moment',
    offHint: 'Veuillez revenir plus tard.',
    foreignTitle: 'Ce formulaire n’a pas été accepté',
    foreign: 'Il semble venir d’un autre site, rien n’a donc été fait. Rouvrez la page et envoyez-le de là.',
    notAForm: 'Ce qui a été envoyé n’est pas l’un de nos formulaires, rien n’a donc été fait.',
    tooLarge: 'C’est trop volumineux pour être accepté, rien n’a donc été envoyé.',
    tooLargeHint:
      'Revenez en arrière dans votre navigateur, raccourcissez le texte et envoyez-le de nouveau.',
    kept: 'Votre texte, à copier',
    reference: (id) => `Si vous nous écrivez à ce sujet, indiquez la référence ${id}.`,
    formTooOld:
      'Cette page est restée ouverte trop longtemps, rien n’a été envoyé. Votre texte est toujours là : veuillez l’envoyer de nouveau.',
    pageTooOld: 'Cette page est restée ouverte trop longtemps, rien n’a été fait. Veuillez réessayer.',
    formIncomplete:
      'Le formulaire n’est pas arrivé en entier, rien n’a été envoyé. Votre texte est toujours là : veuillez l’envoyer de nouveau.',
    unknownFields: (names) =>
      plural('fr', names.length, {
        one: `Le formulaire est arrivé avec un champ que nous ne connaissons pas (${names.join(', ')}), rien n’a été envoyé. Veuillez l’envoyer de nouveau.`,
        other: `Le formulaire est arrivé avec des champs que nous ne connaissons pas (${names.join(', ')}), rien n’a été envoyé. Veuillez l’envoyer de nouveau.`,
      }),
  },

  mail: {
    reply: {
      answered: (author, portal) => `${author} (${portal}) a répondu à votre ticket :`,
      readAndAnswer: (address) => `Lire et répondre : ${address}`,
    },
    invite: {
      subject: 'Votre accès à {portal}',
      body: [
        'Bonjour {name},',
        '',
        'sur {portal}, vous pouvez désormais voir vos tickets, y répondre et en ouvrir de nouveaux. Ouvrez ce lien pour choisir un mot de passe :',
        '',
        '{link}',
        '',
        'Il sert une seule fois, pendant 30 jours. Ensuite, demandez-en un nouveau avec « Mot de passe oublié ? » sur la page de connexion.',
      ].join('\n'),
    },
    register: {
      subject: (portal) => `Terminez votre inscription à ${portal}`,
      body: ({ name, portal, link }) =>
        [
          `Bonjour ${name},`,
          '',
          `vous avez demandé à vous inscrire à ${portal}. Ouvrez ce lien pour choisir un mot de passe :`,
          '',
          link,
          '',
          'Il sert une seule fois, pendant 24 heures. Si vous n’êtes pas à l’origine de cette demande, ne faites rien : sans le lien, il n’y a pas d’accès.',
        ].join('\n'),
    },
    hasLogin: {
      subject: (portal) => `Vous avez déjà un accès à ${portal}`,
      body: ({ portal, signIn, forgot }) =>
        [
          `Quelqu’un a demandé à inscrire cette adresse à ${portal}. Elle a déjà un accès, rien n’a donc été changé.`,
          '',
          `Se connecter : ${signIn}`,
          `Choisir un nouveau mot de passe : ${forgot}`,
          '',
          'Si vous n’êtes pas à l’origine de cette demande, ne faites rien.',
        ].join('\n'),
    },
    reset: {
      subject: (portal) => `Choisissez un nouveau mot de passe pour ${portal}`,
      body: ({ name, portal, link }) =>
        [
          `Bonjour ${name},`,
          '',
          `vous avez demandé un nouveau mot de passe pour ${portal}. Ouvrez ce lien pour le choisir :`,
          '',
          link,
          '',
          'Il sert une seule fois, pendant une heure. Si vous n’êtes pas à l’origine de cette demande, ne faites rien : votre mot de passe reste tel quel.',
        ].join('\n'),
    },
    firstPassword: {
      subject: (portal) => `Choisissez un mot de passe pour ${portal}`,
      body: ({ name, portal, link }) =>
        [
          `Bonjour ${name},`,
          '',
          `vous n’avez pas encore de mot de passe pour ${portal}. Ouvrez ce lien pour en choisir un :`,
          '',
          link,
          '',
          'Il sert une seule fois, pendant 30 jours. Si vous n’êtes pas à l’origine de cette demande, ne faites rien.',
        ].join('\n'),
    },
    passwordChanged: {
      subject: (portal) => `Votre mot de passe pour ${portal} a été changé`,
      body: ({ name, portal, forgot }) =>
        [
          `Bonjour ${name},`,
          '',
          `votre mot de passe pour ${portal} a été changé, et tous les autres navigateurs ont été déconnectés.`,
          '',
          `Si ce n’était pas vous, choisissez-en un autre dès maintenant : ${forgot}`,
        ].join('\n'),
    },
  },

  failures: {
    BAD_INPUT: () => 'C’est illisible. Veuillez vérifier et envoyer de nouveau.',
    BAD_QUERY: () => 'Cette recherche n’est pas possible. Veuillez employer des mots simples.',
    MESSAGE_EMPTY: () => 'Écrivez d’abord un message.',
    MESSAGE_TOO_LONG: ({ length, longest }) =>
      typeof length === 'number' && typeof longest === 'number'
        ? `Le message est trop long : il a ${inNumbers(length)} caractères, pour ${inNumbers(longest)} au plus. Raccourcissez-le et envoyez-le de nouveau.`
        : 'Le message est trop long. Raccourcissez-le et envoyez-le de nouveau.',
    SUBJECT_EMPTY: () => 'Dites en quelques mots de quoi il s’agit.',
    SUBJECT_TOO_LONG: ({ length, longest }) =>
      typeof length === 'number' && typeof longest === 'number'
        ? `L’objet est trop long : il a ${inNumbers(length)} caractères, pour ${inNumbers(longest)} au plus. Mettez le reste dans le message.`
        : 'L’objet est trop long. Mettez le reste dans le message.',
    WRONG_CREDENTIALS: () =>
      'L’adresse e-mail ou le mot de passe n’est pas correct. Vérifiez les deux et réessayez.',
    TOO_MANY_TRIES: ({ minutes }) =>
      typeof minutes === 'number'
        ? plural('fr', minutes, {
            one: `Il y a eu trop d’essais de connexion. Réessayez dans ${minutes} minute.`,
            many: `Il y a eu trop d’essais de connexion. Réessayez dans ${minutes} de minutes.`,
            other: `Il y a eu trop d’essais de connexion. Réessayez dans ${minutes} minutes.`,
          })
        : 'Il y a eu trop d’essais de connexion. Réessayez dans quelques minutes.',
    NOT_SIGNED_IN: () => 'Veuillez vous connecter.',
    NOT_ALLOWED: () => 'Vous ne pouvez pas faire cela.',
    PORTAL_OFF: () => 'Cette page n’est pas disponible pour le moment.',
    PORTAL_NOT_FOUND: () => 'Il n’y a pas de page à cette adresse.',
    TICKET_NOT_FOUND: () => 'Il n’y a pas de tel ticket ici.',
    CONTACT_NOT_FOUND: () => goneWrong,
    AGENT_NOT_FOUND: () => goneWrong,
    INBOX_NOT_FOUND: () =>
      'Aucun ticket ne peut être ouvert ici pour le moment. Veuillez réessayer plus tard.',
    TOKEN_NOT_FOUND: () => goneWrong,
    TICKET_CLOSED: () =>
      'Ce ticket est fermé depuis un certain temps et ne peut pas être rouvert. Une réponse ouvre un nouveau ticket lié à celui-ci.',
    TICKET_CHANGED: () => 'Le ticket a changé entre-temps. Veuillez envoyer de nouveau.',
    TICKET_DELETED: () => goneWrong,
    TEAM_NOT_FOUND: () => goneWrong,
    TICKET_MERGED: () => goneWrong,
    ALREADY_CLAIMED: () => goneWrong,
    AUDIENCE_CHANGED: () => goneWrong,
    REQUEST_ID_REUSED: () =>
      'Un texte précédent a déjà été envoyé depuis cette page. Pour envoyer aussi celui-ci, utilisez de nouveau le bouton.',
    REPLY_INTENT_GONE: () => goneWrong,
    PASSWORD_TOO_SHORT: ({ shortest }) =>
      `Choisissez un mot de passe d’au moins ${typeof shortest === 'number' ? shortest : 10} caractères.`,
    FIELD_INVALID: () =>
      'Cette réponse ne peut pas être acceptée. Veuillez la vérifier et l’envoyer de nouveau.',
    FILE_TOO_LARGE: ({ name, maxBytes, isAllTogether }) => {
      if (typeof name !== 'string' || typeof maxBytes !== 'number')
        return 'Ce fichier est trop volumineux. Envoyez-en un plus petit, ou décrivez-le dans le message.';
      const most = `${inNumbers(maxBytes / 1024 / 1024)} Mo`;
      return isAllTogether
        ? `Avec « ${name} », vos fichiers pas encore envoyés dépasseraient ${most} en tout. Envoyez d’abord votre message, ou retirez un fichier.`
        : `« ${name} » est trop volumineux : un fichier peut avoir ${most} au plus. Choisissez-en un plus petit.`;
    },
    FILE_NOT_USABLE: ({ name, reason, count, mostFiles }) => {
      if (reason === 'empty') return `« ${name} » est vide. Veuillez choisir un autre fichier.`;
      return reason === 'too many' && typeof count === 'number' && typeof mostFiles === 'number'
        ? `Il y a ${inNumbers(count)} fichiers, et un message en porte ${inNumbers(mostFiles)} au plus. Retirez-en quelques-uns.`
        : 'Ce fichier ne peut pas être accepté. Veuillez en choisir un autre.';
    },
    NOT_IN_AUDIENCE: () =>
      'Vous n’avez pas accès à cette page. Si vous pensez que vous devriez l’avoir, demandez aux personnes qui vous ont envoyé ici.',
    CONSENT_NEEDED: () => 'Veuillez d’abord lire et accepter la notice.',
    PREVIEW_READ_ONLY: () => 'C’est un aperçu. Il montre ce que voit le client, et ne change rien.',
    REGISTRATION_CLOSED: () => 'Il n’y a pas d’inscription ici.',
    LINK_EXPIRED: () => 'Ce lien a déjà servi ou a expiré. Demandez-en un nouveau.',
    ORGANIZATION_NOT_FOUND: () => goneWrong,
    HELD_REPLY_NOT_FOUND: () => goneWrong,
    OUTBOX_ITEM_NOT_FOUND: () => goneWrong,
    REPLY_LEFT: () => goneWrong,
    VIEW_NOT_FOUND: () => goneWrong,
    LIST_NOT_FOUND: () => goneWrong,
    PROPERTY_NOT_FOUND: () => goneWrong,
    FORM_NOT_FOUND: () =>
      'Aucun ticket ne peut être ouvert ici pour le moment. Veuillez réessayer plus tard.',
    SNIPPET_NOT_FOUND: () => goneWrong,
    SLACK_ROOM_NOT_FOUND: () => goneWrong,
    ARTICLE_NOT_FOUND: () => 'Il n’y a pas de tel article ici.',
    ATTACHMENT_NOT_FOUND: () => 'Il n’y a pas de tel fichier ici.',
    NAME_TAKEN: () => goneWrong,
    STILL_IN_USE: () => goneWrong,
    PORTAL_NOT_READY: () => goneWrong,
    FORM_NOT_ELIGIBLE: () => goneWrong,
    SETTINGS_CHANGED: () => goneWrong,
    AGENT_CHANGED: () => goneWrong,
    TEAM_CHANGED: () => goneWrong,
    VISIBILITY_TESTS_FAILED: () => goneWrong,
    DISK_FULL: () =>
      'Nous ne pouvons rien enregistrer pour le moment, rien n’a été envoyé. Votre texte est toujours là : veuillez réessayer plus tard.',
    INTERNAL: () => goneWrong,
    UNREACHABLE: () => goneWrong,
  },
};
