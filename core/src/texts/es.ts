/** Every fixed text that customers read, in Spanish. */
import type { Texts } from './en.ts';
import { numbersIn } from './numbers.ts';
import { plural } from './plural.ts';

const locale = 'es-ES';
const { inNumbers, sizeIn } = numbersIn(locale);
const goneWrong = 'Algo ha fallado por nuestra parte. Vuelva a intentarlo en un momento.';

export const es: Texts = {
  language: 'es',
  name: 'Español',
  locale,
  direction: 'ltr',

  skipToContent: 'Ir al contenido',
  portalLinks: 'Portal',
  poweredBy: 'Con tecnología de Postern',
  file: 'Abrir un ticket de soporte',
  signOut: 'Cerrar sesión',
  signedInAs: (name) => `Sesión iniciada como ${name}`,
  titleWithProblem: (title) => `Por revisar: ${title}`,
  problemHeading: 'Revise esto',
  aboutField: (label, problem) => `«${label}»: ${problem}`,

  stages: {
    Received: 'Recibido',
    'We are on it': 'Estamos en ello',
    'Waiting for you': 'A la espera de usted',
    Closed: 'Cerrado',
  },

  status: { all: 'Todos', open: 'Abierto', waiting: 'A la espera de usted', closed: 'Cerrado' },

  signIn: {
    title: 'Iniciar sesión',
    heading: 'Inicie sesión para ver sus tickets',
    email: 'Correo electrónico',
    password: 'Contraseña',
    submit: 'Iniciar sesión',
    signedOut: 'Ha cerrado la sesión.',
    goOn: 'Inicie sesión para continuar.',
    textIsKept:
      'Su sesión ha caducado y no se ha enviado nada. Inicie sesión de nuevo: su texto está guardado y se le mostrará.',
    textStillHere: 'Ha iniciado sesión de nuevo. Su texto sigue aquí; todavía no se ha enviado.',
    emailEmpty: 'Escriba su dirección de correo electrónico.',
    passwordEmpty: 'Escriba su contraseña.',
    tooOld: 'Esta página estuvo abierta demasiado tiempo. Inicie sesión ahora.',
    tooOldHint: 'Si vuelve a ocurrir, permita las cookies de este sitio en su navegador.',
    forgot: '¿Ha olvidado la contraseña?',
    newHere: '¿Es su primera visita?',
    register: 'Registrarse',
    bySso:
      'Aquí se entra a través de su empresa. Empiece en el lugar donde su empresa tiene sus aplicaciones.',
  },

  entry: {
    tooMany: (minutes) =>
      plural('es', minutes, {
        one: `Se han pedido demasiados correos. Vuelva a intentarlo en ${minutes} minuto.`,
        many: `Se han pedido demasiados correos. Vuelva a intentarlo en ${minutes} de minutos.`,
        other: `Se han pedido demasiados correos. Vuelva a intentarlo en ${minutes} minutos.`,
      }),
    tooManyForNow: 'Se han pedido demasiados correos. Vuelva a intentarlo en una hora.',
    nameEmpty: 'Escriba su nombre.',
    nameTooLong: 'Este nombre es demasiado largo. Acórtelo a 200 caracteres como máximo.',
    emailInvalid: 'Esto no es una dirección de correo electrónico. Revise cómo está escrita.',
    toSignIn: 'Volver al inicio de sesión',
    noMail:
      '¿No llega ningún correo tras unos minutos? Mire en el correo no deseado y compruebe la dirección.',
    register: {
      title: 'Registro',
      heading: 'Regístrese para ver sus tickets',
      help: 'Enviamos un enlace a su dirección de correo. Allí elegirá una contraseña.',
      name: 'Su nombre',
      submit: 'Registrarse',
      haveLogin: '¿Ya tiene acceso?',
      signIn: 'Iniciar sesión',
      consentMissing: 'Marque la casilla para continuar. Sin ella no podemos registrarle.',
      consentChanged:
        'Este aviso ha cambiado mientras la página estaba abierta. Léalo y marque la casilla de nuevo.',
      sentTitle: 'Mire su buzón',
      sent: (email) =>
        `Si ${email} puede registrarse, hay un correo en camino. Abra el enlace que contiene para continuar.`,
    },
    forgot: {
      title: 'Contraseña nueva',
      heading: '¿Ha olvidado su contraseña?',
      help: 'Enviamos un enlace a su dirección de correo. Allí elegirá una contraseña nueva.',
      submit: 'Enviar el enlace',
      sentTitle: 'Mire su buzón',
      sent: (email) =>
        `Si ${email} tiene acceso aquí, hay un correo en camino. Abra el enlace que contiene para continuar.`,
    },
    password: {
      title: 'Elegir contraseña',
      headings: {
        REGISTER: 'Elija su contraseña',
        INVITE: 'Elija su contraseña',
        RESET: 'Elija una contraseña nueva',
      },
      password: 'Contraseña nueva',
      help: (shortest) =>
        `Al menos ${inNumbers(shortest)} caracteres. Sirven varias palabras que solo usted juntaría.`,
      signsOut: 'Se cerrará la sesión en los demás navegadores.',
      submit: 'Guardar e iniciar sesión',
      empty: 'Escriba una contraseña.',
      faults: {
        long: 'Esta contraseña es demasiado larga. Elija una de 512 caracteres como máximo.',
        common: 'Mucha gente tiene esta contraseña y es la primera que se adivina. Elija otra.',
        email: 'Esta es su dirección de correo. Elija una contraseña que nadie conozca.',
        portal: 'Este es el nombre de este sitio. Elija una contraseña que nadie conozca.',
      },
      hasLoginTitle: 'Ya tiene acceso',
      hasLogin: (email) => `${email} ya tiene una contraseña y este enlace ya no hace falta. Inicie sesión.`,
      signIn: 'Iniciar sesión',
      expiredTitle: 'Este enlace ya no es válido',
      expired: 'Ya se usó, ha caducado o no se copió entero.',
      askAgain: 'Pedir un enlace nuevo',
    },
    consent: {
      title: 'Lea esto',
      heading: 'Antes de continuar',
      help: 'Le pedimos que lo lea una vez. Solo volverá a verlo si cambia.',
      submit: 'Aceptar y continuar',
      missing: 'Marque la casilla para continuar.',
      changed: 'El aviso acaba de cambiar. Léalo de nuevo.',
    },
  },

  list: {
    title: 'Sus tickets',
    waitingForYou: (count) => `${count} a la espera de usted`,
    open: (count) => (count === '1' ? '1 abierto' : `${count} abiertos`),
    closed: (count) => (count === '1' ? '1 cerrado' : `${count} cerrados`),
    atLeast: (count) => `${inNumbers(count)}+`,
    count: inNumbers,
    columns: {
      number: 'N.º',
      subject: 'Asunto',
      requester: 'Solicitante',
      created: 'Creado',
      lastActivity: 'Última actividad',
      status: 'Estado',
    },
    searchLabel: 'Buscar en los tickets',
    statusLabel: 'Estado',
    search: 'Buscar',
    clear: 'Mostrar todos los tickets',
    by: (name) => `de ${name}`,
    older: 'Tickets anteriores',
    newer: 'Tickets más recientes',
    pages: 'Más tickets',
    scopes: 'De quién son los tickets',
    mine: 'Los míos',
    organizations: (name) => `Todos los de ${name}`,
    noneMine: 'Todavía no tiene tickets propios. Cuando necesite ayuda, escríbanos aquí.',
    noneYet: 'Todavía no tiene tickets.',
    none: 'Todavía no tiene tickets. Cuando necesite ayuda, escríbanos aquí.',
    noHit: (search, status) => {
      if (status === 'waiting')
        return search === ''
          ? 'Ningún ticket está a la espera de usted.'
          : `Ningún ticket a la espera de usted contiene «${search}».`;
      const which = { all: '', open: ' abierto', closed: ' cerrado' }[status];
      return search === ''
        ? `No tiene ningún ticket${which}.`
        : `Ningún ticket${which} contiene «${search}».`;
    },
    noHitHint: 'Se ha buscado en asuntos, mensajes y números de ticket.',
    searchTooLong: 'Es demasiado largo para buscarlo. Use 200 caracteres como máximo.',
    unknownParameter: (name, known) =>
      `No existe el parámetro «${name}». Los parámetros son ${known.join(', ')}.`,
    unknownValue: (name, value, known) =>
      `Para ${name} no existe «${value}». Los valores son ${known.join(', ')}.`,
    parameterTwice: (name) => `El parámetro «${name}» ha llegado más de una vez. Envíelo una sola vez.`,
    unknownCursor:
      'El parámetro «cursor» no se puede leer. Tómelo de la página anterior u omítalo para empezar de nuevo.',
  },

  ticket: {
    back: 'Sus tickets',
    messages: 'Mensajes',
    created: 'Creado',
    byYou: 'por usted',
    by: (name) => `por ${name}`,
    answered: (name) => `${name} respondió`,
    you: 'Usted',
    agent: (name, portal) => `${name}, ${portal}`,
    channels: {
      portal: 'portal',
      form: 'formulario',
      email: 'correo',
      slack: 'Slack',
      chat: 'chat',
      messenger: 'Facebook Messenger',
      api: 'API',
    },
    quoted: 'Mostrar el texto citado',
    newSince: 'Nuevo desde su última visita',
    news: 'Mensaje nuevo de {name}',
    earlier: (count) =>
      plural('es', count, {
        one: `Mostrar ${inNumbers(count)} mensaje anterior`,
        many: `Mostrar ${inNumbers(count)} de mensajes anteriores`,
        other: `Mostrar ${inNumbers(count)} mensajes anteriores`,
      }),
    sent: 'Enviado',
    sentTitle: 'Respuesta enviada',
    reopened: 'El ticket vuelve a estar abierto.',
    closed: 'El ticket está cerrado.',
    close: 'Está resuelto, cerrar',
    reopen: 'Reabrir',
    followedUp: (number) =>
      `El ticket #${number} se cerró hace tiempo, así que su respuesta ha abierto este nuevo. Los dos están enlazados.`,
    replyHeading: 'Su respuesta',
    replyLabel: 'Mensaje',
    send: 'Enviar respuesta',
    outcome: {
      added: '',
      reopened: 'Este ticket está cerrado. Una respuesta lo reabre.',
      followedUp: 'Este ticket se cerró hace tiempo. Una respuesta abre un ticket nuevo enlazado con este.',
    },
  },

  newTicket: {
    title: 'Abrir un ticket de soporte',
    help: 'Cuéntenos qué ha pasado y qué esperaba.',
    required: 'obligatorio',
    optional: 'opcional',
    yes: 'Sí',
    no: 'No',
    noAnswer: 'Sin respuesta',
    choose: 'Elija una opción',
    onlyIf: (field, answers) =>
      `Solo si «${field}» es ${answers.map((answer) => `«${answer}»`).join(' o ')}.`,
    changed:
      'Este formulario ha cambiado desde que lo abrió y no se ha enviado nada. Su texto sigue aquí: revíselo y envíelo de nuevo.',
    wrong: {
      required: 'Responda a esto.',
      number: 'Escriba un número, como 12 o 12.5.',
      date: 'Elija un día, o escríbalo como año, mes y día: 2026-11-02.',
      yesNo: 'Elija sí o no.',
      option: 'Elija una de estas respuestas.',
      tooLong: 'Esta respuesta es demasiado larga. Acórtela o ponga el resto en el mensaje.',
    },
    subject: 'Asunto',
    subjectHelp: 'Pocas palabras, por ejemplo «La factura lleva una dirección equivocada».',
    message: 'Mensaje',
    submit: 'Abrir un ticket de soporte',
    cancel: 'Volver a sus tickets',
    receivedTitle: 'Hemos recibido su mensaje',
    receivedNext: 'Lo leerá una persona. No aparecerá entre sus tickets de este portal.',
    filedTitle: (number) => `El ticket #${number} está abierto`,
    filedAbout: 'Tenemos su mensaje sobre',
    filedNext: (email) =>
      `Lo leerá una persona. La respuesta aparecerá en la página del ticket y la enviaremos también a ${email}.`,
    open: (number) => `Ver el ticket #${number}`,
  },

  preview: {
    label: 'Vista previa',
    title: (title) => `Vista previa: ${title}`,
    as: (name) => `Vista previa como ${name}`,
    readOnly: 'solo lectura',
    leave: 'Salir',
    isOff: 'El portal está apagado: los clientes ven una página neutra.',
    shutBy: {
      'sign-in': 'Este contacto está bloqueado y ve esta página.',
      audience: 'Este contacto no está en ninguna lista del portal y ve esta página.',
    },
    formOff: 'En una vista previa no se puede enviar nada.',
    readOnlyTitle: 'No se ha enviado nada',
    chooseTitle: 'Vista previa del portal',
    chooseHelp: '¿Con los ojos de quién? Se ve lo que ve este contacto, sin cambiar nada.',
    contact: 'Correo del contacto',
    choose: 'Vista previa',
    recent: 'Contactos que han escrito hace poco',
    noContact: 'Ningún contacto tiene esta dirección. Revísela o elija uno de los de abajo.',
    leftTitle: 'Ha salido de la vista previa',
    leftHint: 'No se ha cambiado nada. Puede cerrar esta página.',
    endedTitle: 'Esta vista previa ha terminado',
    endedHint: 'Una vista previa dura una hora. Para abrir otra: postern portal preview --as EMAIL',
  },

  files: {
    attached: 'Archivos adjuntos',
    attachedTo: 'Adjunto',
    label: 'Adjuntar archivos',
    help: (most, megabytes) =>
      plural('es', most, {
        one: `Un archivo de ${inNumbers(megabytes)} MB como máximo.`,
        many: `Hasta ${inNumbers(most)} de archivos de ${inNumbers(megabytes)} MB como máximo cada uno.`,
        other: `Hasta ${inNumbers(most)} archivos de ${inNumbers(megabytes)} MB como máximo cada uno.`,
      }),
    chosen: 'Archivos elegidos',
    removeShort: 'Quitar',
    remove: (name) => `Quitar ${name}`,
    size: (bytes) => sizeIn(bytes, { bytes: 'B', kilobytes: 'KB', megabytes: 'MB' }),
    tooLarge: (megabytes) => `Demasiado grande: ${inNumbers(megabytes)} MB como máximo. Quítelo.`,
    tooMany: (most) => `Demasiados archivos: ${inNumbers(most)} como máximo. Quítelo.`,
    failed: 'No se ha podido enviar. Quítelo y vuelva a intentarlo.',
    done: 'adjuntado',
    removed: 'Quitado',
    gone: 'Un archivo que había elegido ya no está. Elíjalo de nuevo.',
  },

  kb: {
    title: 'Ayuda',
    heading: '¿Cómo podemos ayudarle?',
    searchLabel: 'Buscar en los artículos',
    none: 'Todavía no hay artículos.',
    noHit: (search) => `Ningún artículo contiene «${search}».`,
    noHitHint: 'Se ha buscado en títulos y textos. Menos palabras, u otras, pueden encontrar más.',
    found: (count) =>
      plural('es', count, {
        one: `${inNumbers(count)} artículo encontrado.`,
        many: `${inNumbers(count)} de artículos encontrados.`,
        other: `${inNumbers(count)} artículos encontrados.`,
      }),
    all: 'Mostrar todos los artículos',
    updated: 'Última actualización',
    notEnough: '¿No ha bastado?',
    goToPortal: (portal) => `Ir a ${portal}`,
    noArticle: 'No hay ningún artículo en esta dirección',
    noArticleHint: 'Puede que haya cambiado de nombre o se haya retirado. Quizá ayude otro.',
    sectionLink: (heading) => `Enlace a «${heading}»`,
    table: 'Tabla',
    code: 'Código',
    hints: 'Esto quizá lo responda al momento (se abre en una pestaña nueva):',
    lookFirst: 'Mirar primero los artículos (se abre en una pestaña nueva)',
    nearest: 'Estos artículos pueden ayudar:',
  },

  notFound: {
    title: 'No encontrado',
    ticket: (number) => `Aquí no hay ningún ticket #${number}`,
    ticketHint:
      'Puede que el número esté mal escrito o que el ticket sea de otra persona. En su lista está cada ticket que puede ver.',
    page: 'No hay ninguna página en esta dirección',
    pageHint: 'Puede que la dirección esté mal escrita o que la página se haya movido.',
    fileHint:
      'Puede que la dirección esté mal escrita o que el archivo sea de un ticket que usted no puede ver.',
    toList: 'Sus tickets',
  },

  problem: {
    title: 'No ha funcionado',
    off: 'Esta página no está disponible en este momento',
    offHint: 'Vuelva más tarde.',
    foreignTitle: 'Este formulario no se ha aceptado',
    foreign:
      'Parece que viene de otro sitio, así que no se ha hecho nada. Abra la página de nuevo y envíelo desde allí.',
    notAForm: 'Lo que se ha enviado no es uno de nuestros formularios, así que no se ha hecho nada.',
    tooLarge: 'Es demasiado grande para aceptarlo, así que no se ha enviado nada.',
    tooLargeHint: 'Vuelva atrás en su navegador, acorte el texto y envíelo de nuevo.',
    kept: 'Su texto, para copiarlo',
    reference: (id) => `Si nos pregunta por esto, indique la referencia ${id}.`,
    formTooOld:
      'Esta página estuvo abierta demasiado tiempo y no se ha enviado nada. Su texto sigue aquí: envíelo de nuevo.',
    pageTooOld: 'Esta página estuvo abierta demasiado tiempo y no se ha hecho nada. Vuelva a intentarlo.',
    formIncomplete:
      'El formulario no llegó entero y no se ha enviado nada. Su texto sigue aquí: envíelo de nuevo.',
    unknownFields: (names) =>
      plural('es', names.length, {
        one: `El formulario llegó con un campo que no conocemos (${names.join(', ')}) y no se ha enviado nada. Envíelo de nuevo.`,
        other: `El formulario llegó con campos que no conocemos (${names.join(', ')}) y no se ha enviado nada. Envíelo de nuevo.`,
      }),
  },

  mail: {
    reply: {
      answered: (author, portal) => `${author} (${portal}) ha respondido a su ticket:`,
      readAndAnswer: (address) => `Leer y responder: ${address}`,
    },
    invite: {
      subject: 'Su acceso a {portal}',
      body: [
        'Buenos días, {name}:',
        '',
        'en {portal} ya puede ver sus tickets, responder a ellos y abrir otros nuevos. Abra este enlace para elegir una contraseña:',
        '',
        '{link}',
        '',
        'Sirve una sola vez, durante 30 días. Después, pida uno nuevo con «¿Ha olvidado la contraseña?» en la página de inicio de sesión.',
      ].join('\n'),
    },
    register: {
      subject: (portal) => `Termine su registro en ${portal}`,
      body: ({ name, portal, link }) =>
        [
          `Buenos días, ${name}:`,
          '',
          `ha pedido registrarse en ${portal}. Abra este enlace para elegir una contraseña:`,
          '',
          link,
          '',
          'Sirve una sola vez, durante 24 horas. Si no lo ha pedido usted, no haga nada: sin el enlace no hay acceso.',
        ].join('\n'),
    },
    hasLogin: {
      subject: (portal) => `Ya tiene acceso a ${portal}`,
      body: ({ portal, signIn, forgot }) =>
        [
          `Alguien ha pedido registrar esta dirección en ${portal}. Ya tiene acceso, así que no se ha cambiado nada.`,
          '',
          `Iniciar sesión: ${signIn}`,
          `Elegir una contraseña nueva: ${forgot}`,
          '',
          'Si no lo ha pedido usted, no haga nada.',
        ].join('\n'),
    },
    reset: {
      subject: (portal) => `Elija una contraseña nueva para ${portal}`,
      body: ({ name, portal, link }) =>
        [
          `Buenos días, ${name}:`,
          '',
          `ha pedido una contraseña nueva para ${portal}. Abra este enlace para elegirla:`,
          '',
          link,
          '',
          'Sirve una sola vez, durante una hora. Si no lo ha pedido usted, no haga nada: su contraseña sigue igual.',
        ].join('\n'),
    },
    firstPassword: {
      subject: (portal) => `Elija una contraseña para ${portal}`,
      body: ({ name, portal, link }) =>
        [
          `Buenos días, ${name}:`,
          '',
          `todavía no tiene contraseña en ${portal}. Abra este enlace para elegir una:`,
          '',
          link,
          '',
          'Sirve una sola vez, durante 30 días. Si no lo ha pedido usted, no haga nada.',
        ].join('\n'),
    },
    passwordChanged: {
      subject: (portal) => `Se ha cambiado su contraseña de ${portal}`,
      body: ({ name, portal, forgot }) =>
        [
          `Buenos días, ${name}:`,
          '',
          `se ha cambiado su contraseña de ${portal} y se ha cerrado la sesión en todos los demás navegadores.`,
          '',
          `Si no ha sido usted, elija otra ahora: ${forgot}`,
        ].join('\n'),
    },
  },

  failures: {
    BAD_INPUT: () => 'Esto no se puede leer. Revíselo y envíelo de nuevo.',
    BAD_QUERY: () => 'Esto no se puede buscar. Use palabras sencillas.',
    MESSAGE_EMPTY: () => 'Escriba primero un mensaje.',
    MESSAGE_TOO_LONG: ({ length, longest }) =>
      typeof length === 'number' && typeof longest === 'number'
        ? `El mensaje es demasiado largo: tiene ${inNumbers(length)} caracteres y caben ${inNumbers(longest)} como máximo. Acórtelo y envíelo de nuevo.`
        : 'El mensaje es demasiado largo. Acórtelo y envíelo de nuevo.',
    SUBJECT_EMPTY: () => 'Diga en pocas palabras de qué se trata.',
    SUBJECT_TOO_LONG: ({ length, longest }) =>
      typeof length === 'number' && typeof longest === 'number'
        ? `El asunto es demasiado largo: tiene ${inNumbers(length)} caracteres y caben ${inNumbers(longest)} como máximo. Ponga el resto en el mensaje.`
        : 'El asunto es demasiado largo. Ponga el resto en el mensaje.',
    WRONG_CREDENTIALS: () =>
      'La dirección de correo o la contraseña no son correctas. Revise ambas y vuelva a intentarlo.',
    TOO_MANY_TRIES: ({ minutes }) =>
      typeof minutes === 'number'
        ? plural('es', minutes, {
            one: `Ha habido demasiados intentos de inicio de sesión. Vuelva a intentarlo en ${minutes} minuto.`,
            many: `Ha habido demasiados intentos de inicio de sesión. Vuelva a intentarlo en ${minutes} de minutos.`,
            other: `Ha habido demasiados intentos de inicio de sesión. Vuelva a intentarlo en ${minutes} minutos.`,
          })
        : 'Ha habido demasiados intentos de inicio de sesión. Vuelva a intentarlo en unos minutos.',
    NOT_SIGNED_IN: () => 'Inicie sesión.',
    NOT_ALLOWED: () => 'No puede hacer esto.',
    PORTAL_OFF: () => 'Esta página no está disponible en este momento.',
    PORTAL_NOT_FOUND: () => 'No hay ninguna página en esta dirección.',
    TICKET_NOT_FOUND: () => 'Aquí no hay tal ticket.',
    CONTACT_NOT_FOUND: () => goneWrong,
    AGENT_NOT_FOUND: () => goneWrong,
    INBOX_NOT_FOUND: () => 'Ahora mismo no se pueden abrir tickets aquí. Vuelva a intentarlo más tarde.',
    TOKEN_NOT_FOUND: () => goneWrong,
    TICKET_CLOSED: () =>
      'Este ticket se cerró hace tiempo y no se puede reabrir. Una respuesta abre un ticket nuevo enlazado con él.',
    TICKET_CHANGED: () => 'El ticket ha cambiado mientras tanto. Envíelo de nuevo.',
    TICKET_DELETED: () => goneWrong,
    TEAM_NOT_FOUND: () => goneWrong,
    TICKET_MERGED: () => goneWrong,
    ALREADY_CLAIMED: () => goneWrong,
    AUDIENCE_CHANGED: () => goneWrong,
    REQUEST_ID_REUSED: () =>
      'Ya se envió un texto anterior desde esta página. Para enviar también este, use el botón de nuevo.',
    REPLY_INTENT_GONE: () => goneWrong,
    PASSWORD_TOO_SHORT: ({ shortest }) =>
      `Elija una contraseña de al menos ${typeof shortest === 'number' ? shortest : 10} caracteres.`,
    FIELD_INVALID: () => 'Esta respuesta no se puede aceptar. Revísela y envíela de nuevo.',
    FILE_TOO_LARGE: ({ name, maxBytes, isAllTogether }) => {
      if (typeof name !== 'string' || typeof maxBytes !== 'number')
        return 'Este archivo es demasiado grande. Envíe uno más pequeño o descríbalo en el mensaje.';
      const most = `${inNumbers(maxBytes / 1024 / 1024)} MB`;
      return isAllTogether
        ? `Con «${name}», sus archivos aún no enviados pasarían de ${most} en total. Envíe primero su mensaje o quite un archivo.`
        : `«${name}» es demasiado grande: un archivo puede tener ${most} como máximo. Elija uno más pequeño.`;
    },
    FILE_NOT_USABLE: ({ name, reason, count, mostFiles }) => {
      if (reason === 'empty') return `«${name}» está vacío. Elija otro archivo.`;
      return reason === 'too many' && typeof count === 'number' && typeof mostFiles === 'number'
        ? `Hay ${inNumbers(count)} archivos y con un mensaje van ${inNumbers(mostFiles)} como máximo. Quite algunos.`
        : 'Este archivo no se puede aceptar. Elija otro.';
    },
    NOT_IN_AUDIENCE: () =>
      'No tiene acceso a esta página. Si cree que debería tenerlo, pregunte a quien le ha enviado aquí.',
    CONSENT_NEEDED: () => 'Lea y acepte primero el aviso.',
    PREVIEW_READ_ONLY: () => 'Esto es una vista previa. Muestra lo que ve el cliente y no cambia nada.',
    REGISTRATION_CLOSED: () => 'Aquí no hay registro.',
    LINK_EXPIRED: () => 'Este enlace ya se usó o ha caducado. Pida uno nuevo.',
    ORGANIZATION_NOT_FOUND: () => goneWrong,
    HELD_REPLY_NOT_FOUND: () => goneWrong,
    OUTBOX_ITEM_NOT_FOUND: () => goneWrong,
    REPLY_LEFT: () => goneWrong,
    VIEW_NOT_FOUND: () => goneWrong,
    LIST_NOT_FOUND: () => goneWrong,
    PROPERTY_NOT_FOUND: () => goneWrong,
    FORM_NOT_FOUND: () => 'Ahora mismo no se pueden abrir tickets aquí. Vuelva a intentarlo más tarde.',
    SNIPPET_NOT_FOUND: () => goneWrong,
    SLACK_ROOM_NOT_FOUND: () => goneWrong,
    ARTICLE_NOT_FOUND: () => 'Aquí no hay tal artículo.',
    ATTACHMENT_NOT_FOUND: () => 'Aquí no hay tal archivo.',
    NAME_TAKEN: () => goneWrong,
    STILL_IN_USE: () => goneWrong,
    PORTAL_NOT_READY: () => goneWrong,
    FORM_NOT_ELIGIBLE: () => goneWrong,
    SETTINGS_CHANGED: () => goneWrong,
    AGENT_CHANGED: () => goneWrong,
    TEAM_CHANGED: () => goneWrong,
    VISIBILITY_TESTS_FAILED: () => goneWrong,
    DISK_FULL: () =>
      'Ahora mismo no podemos guardar nada y no se ha enviado nada. Su texto sigue aquí: vuelva a intentarlo más tarde.',
    INTERNAL: () => goneWrong,
    UNREACHABLE: () => goneWrong,
  },
};
