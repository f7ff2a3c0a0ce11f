/** French, Spanish, Italian, Portuguese and Romanian threads. */
import { agent, customer, note, type Scenario } from '../scenario.ts';

export const romance: Scenario[] = [
  {
    locale: 'fr',
    subject: 'Facture avec un taux de TVA erroné',
    says: 'Bonjour,\n\nla facture du mois dernier indique une TVA à 10 % alors que notre abonnement relève du taux de 20 %. Pourriez-vous nous adresser un avoir et une facture rectificative ?\n\nBien cordialement',
    steps: [
      agent(
        "Bonjour, vous avez raison et nous vous présentons nos excuses. L'avoir et la facture rectificative à 20 % sont disponibles dans votre espace, rubrique Facturation.",
      ),
      customer('Bien reçus, merci pour votre réactivité.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'fr',
    subject: 'Impossible de me connecter depuis la mise à jour',
    says: "Depuis la mise à jour de l'application, je saisis mon mot de passe et je reviens sur l'écran de connexion, sans aucun message. J'ai réinstallé l'application deux fois.",
    steps: [
      note('Her phone clock is fine. The account has an old session format. Resetting all sessions helps.'),
      agent(
        'Merci pour ces précisions. Nous avons fermé toutes vos sessions ouvertes de notre côté. Pourriez-vous essayer une nouvelle fois et nous dire si la connexion fonctionne ?',
      ),
      customer("Ça marche ! Merci, j'allais jeter le téléphone par la fenêtre."),
    ],
    ends: 'closed',
  },
  {
    locale: 'fr',
    subject: "Droit d'accès : copie de mes données personnelles",
    says: "Conformément à l'article 15 du RGPD, je souhaite recevoir une copie de l'ensemble des données me concernant. Merci de m'indiquer également la durée de conservation.",
    steps: [
      note(
        'She left on bad terms with her employer, our customer. Legal answers, nobody else. Not a word about the dispute.',
      ),
      agent(
        'Nous accusons réception de votre demande. Une réponse complète vous parviendra dans le délai légal d’un mois.',
      ),
    ],
    ends: 'open',
    priority: 'HIGH',
  },
  {
    locale: 'fr',
    subject: "L'export PDF coupe les accents dans les noms",
    says: 'Dans le PDF, « Hélène Lefèvre » devient « H l ne Lef vre ». À l’écran tout va bien.',
    steps: [
      agent(
        "Merci pour cet exemple très parlant. La police choisie dans votre modèle ne contient pas les lettres accentuées. En choisissant la police « Standard » dans Modèles, Mise en page, les accents reviennent. Pouvez-vous nous confirmer que c'est le cas chez vous ?",
      ),
      customer(
        "Avec la police « Standard » les accents sont là, mais notre charte impose la nôtre. Est-il possible de l'installer de votre côté ?",
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'fr',
    subject: 'Suggestion : relances automatiques des impayés',
    says: 'Ce serait formidable de pouvoir relancer automatiquement les clients à 15, 30 et 45 jours. Je passe mes vendredis à le faire à la main.',
    steps: [
      agent(
        "C'est une demande que nous entendons souvent, et nous avons ajouté votre voix. En attendant, Modèles, Relance permet d'envoyer les trois lettres en deux clics.",
      ),
      customer('Je ne connaissais pas les modèles de relance. Mes vendredis vous remercient.'),
    ],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'fr',
    from: 'camille@umbrella.example',
    subject: 'Les bordereaux de livraison sortent en double',
    says: "Chaque bordereau s'imprime deux fois depuis hier. À 200 livraisons par jour, ça fait du papier.",
    steps: [
      note(
        'Two print rules fire: the old one was copied instead of changed. Their admin did it, do not blame.',
      ),
      agent(
        "Deux règles d'impression sont actives en même temps pour les bordereaux. Nous avons désactivé la plus ancienne. Le prochain bordereau devrait sortir une seule fois.",
      ),
      customer('Une seule fois, parfait. Merci.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'fr',
    subject: 'Toujours pas de réponse depuis une semaine',
    says: "J'ai écrit la semaine dernière au sujet de l'API et personne ne m'a répondu. Est-ce que quelqu'un lit ces messages ?",
    steps: [
      note(
        'The earlier one was closed as a duplicate of another customer. Our mistake. Find it and answer today.',
      ),
      customer("Je précise : il s'agit de la limite de 100 résultats par page."),
    ],
    ends: 'open',
    priority: 'HIGH',
  },
  {
    locale: 'es',
    subject: 'El informe mensual sale vacío desde ayer',
    says: 'Buenos días:\n\nel informe mensual de ventas sale vacío desde ayer. Los filtros son los de siempre. ¿Pueden revisarlo, por favor?',
    steps: [
      agent(
        'Buenos días. El informe filtraba por una categoría que se renombró ayer. Lo hemos corregido y ya debería mostrar los datos. ¿Nos lo confirma?',
      ),
      customer('Confirmado, ya se ve todo. Muchas gracias.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'es',
    subject: 'Factura duplicada, ¿cuál tenemos que pagar?',
    says: 'Hemos recibido dos facturas por el mismo mes, con números distintos y el mismo importe. ¿Cuál es la buena?',
    steps: [
      note(
        'Billing ran twice for 12 accounts. Credit notes go out tonight. Tell them which one counts, nothing about the other accounts.',
      ),
      agent(
        'Disculpen la confusión. La buena es la primera; la segunda se generó por error y esta noche recibirán el abono correspondiente. No tienen que hacer nada más.',
      ),
      customer('Perfecto, pagamos la primera.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'es',
    subject: '¿Se puede cambiar el idioma de las facturas?',
    says: 'Nuestros clientes en Francia piden las facturas en francés. ¿Es posible elegir el idioma para cada cliente?',
    steps: [
      agent(
        'Sí. En la ficha del cliente, apartado Documentos, puede elegir el idioma. Las facturas nuevas saldrán en francés; las ya emitidas no cambian.',
      ),
      customer('¡Estupendo! Justo lo que necesitábamos.'),
    ],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'es',
    subject: 'La app se cierra al abrir la cámara 📷',
    says: 'Al escanear un recibo la app se cierra en cuanto se abre la cámara. Pasa en dos teléfonos distintos de la empresa.',
    steps: [
      agent(
        'Gracias por avisar. ¿Nos puede decir el modelo de los dos teléfonos y si la app tiene permiso para usar la cámara (Ajustes, Aplicaciones, Permisos)?',
      ),
      customer(
        'Uno es de hace dos años y el otro es nuevo, los dos con el permiso activado. Con la cámara del propio teléfono no hay ningún problema.',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'es',
    subject: 'Los webhooks llegan con la hora de otro país',
    says: 'Los eventos que recibimos por webhook tienen dos horas menos que la aplicación. Nuestro sistema los rechaza por "antiguos".',
    steps: [
      agent(
        'Los eventos llevan la hora en UTC, terminada en "Z". Si su sistema la interpreta como hora local, parecen antiguos. Basta con tener en cuenta esa "Z" al leerla.',
      ),
      customer('Era eso. Corregido en nuestro lado, gracias por la pista.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'es',
    from: 'lucia@acme.example',
    subject: 'Alta de quince usuarios nuevos en la oficina nueva',
    says: 'Hola:\n\nla semana que viene se incorporan quince personas en la oficina nueva. ¿Hay alguna manera de darlas de alta todas a la vez, con sus permisos, sin hacerlo una por una?',
    steps: [
      note(
        'Fifteen more seats puts them over the next price step. Sales wants to talk to them before they see it on the invoice.',
      ),
      customer('Añado que cinco de ellas solo necesitan permiso de lectura.'),
    ],
    ends: 'open',
  },
  {
    locale: 'it',
    subject: 'Fattura elettronica scartata dal sistema',
    says: 'Buongiorno,\n\nla fattura elettronica di ieri è stata scartata con il codice 00423 (prezzo totale non coerente). A noi i conti tornano. Potete verificare?',
    steps: [
      note(
        'Rounding per line instead of per document. Second case. The fix is with finance systems, no date.',
      ),
      agent(
        'Buongiorno, il nostro sistema arrotonda riga per riga, mentre il controllo lo fa sul totale: da qui la differenza di un centesimo. Abbiamo rigenerato la fattura e questa volta è stata accettata.',
      ),
      customer('Accettata, confermo. Grazie mille.'),
    ],
    ends: 'closed',
    priority: 'HIGH',
  },
  {
    locale: 'it',
    subject: 'Non riesco a invitare un collaboratore esterno',
    says: 'Quando inserisco l’indirizzo del nostro consulente esce "Dominio non consentito". Abbiamo bisogno che entri entro venerdì.',
    steps: [
      agent(
        'Il vostro account accetta solo indirizzi della vostra azienda. Un amministratore può aggiungere il dominio del consulente in Impostazioni, Sicurezza, Domini consentiti. Volete che vi guidiamo al telefono?',
      ),
      customer(
        'Il dominio l\'abbiamo aggiunto, ma adesso l\'invito risulta "in attesa di approvazione" e nessuno di noi vede dove approvarlo.',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'it',
    subject: 'Pagine lentissime il lunedì mattina',
    says: 'Ogni lunedì tra le 8 e le 10 le pagine impiegano anche trenta secondi. Gli altri giorni tutto bene.',
    steps: [
      note('Their own Monday import of 60,000 rows runs at 8:00. Moving it to Sunday night solves it.'),
      agent(
        'Abbiamo visto che il lunedì alle 8 parte la vostra importazione settimanale. Spostandola alla domenica sera il problema dovrebbe sparire: si fa in Importazioni, Pianificazione.',
      ),
      customer('Spostata. Questo lunedì tutto rapido. Grazie!'),
    ],
    ends: 'closed',
  },
  {
    locale: 'it',
    subject: 'Complimenti per il nuovo modulo ordini',
    says: 'Volevo solo dire che il nuovo modulo ordini è una meraviglia. Prima ci mettevo un quarto d’ora, adesso due minuti.',
    steps: [agent('Grazie di cuore, lo riferiamo subito a chi l’ha progettato.')],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'pt',
    subject: 'Limite da API atingido sem motivo aparente',
    says: 'Bom dia,\n\nestamos recebendo erro 429 com menos de 50 chamadas por minuto. Segue a resposta:\n\n```json\n{"error":"rate_limited","scope":"account","retry_after":12}\n```\n\nPodem verificar?',
    steps: [
      agent(
        'Bom dia. O campo "scope" diz "account": o limite foi atingido pela soma de todas as chaves da conta. Uma integração antiga faz cerca de 550 chamadas por minuto com a chave terminada em 7f2c. Vocês a reconhecem?',
      ),
      customer('É um servidor que ninguém desligou. Desligado agora. Obrigado!'),
    ],
    ends: 'closed',
  },
  {
    locale: 'pt',
    subject: 'Boleto com vencimento no domingo',
    says: 'O boleto deste mês vence num domingo e o sistema já marcou como atrasado na segunda. Pagamos hoje cedo. Vai ter multa?',
    steps: [
      agent(
        'Não haverá multa: vencimentos no fim de semana passam para o próximo dia útil. O aviso de atraso foi enviado cedo demais, pedimos desculpas.',
      ),
      customer('Tranquilo então, obrigado.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'pt',
    subject: 'Integração com o nosso sistema de estoque',
    says: 'Gostaríamos de atualizar o estoque automaticamente quando uma fatura é paga. Existe alguma integração pronta ou temos que desenvolver?',
    steps: [
      note('Globex asks for the third time. If we had this they would take the bigger plan. Tell product.'),
      agent(
        'Pronta ainda não, mas o webhook "invoice.paid" traz os itens da fatura, e com ele a atualização é simples. Quer que enviemos um exemplo na linguagem que vocês usam?',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'ro',
    from: 'ana@starkbakery.example',
    subject: 'Comenzile de sâmbătă nu apar în listă',
    says: 'Bună ziua,\n\ncomenzile pentru sâmbătă nu apar în lista de producție, deși clienții au primit confirmarea. Avem 60 de torturi de făcut și nu știm pentru cine.',
    steps: [
      note('Filter "working days" was switched on yesterday evening. Call them as well, they bake tonight.'),
      agent(
        'Hello, we are sorry for the fright. The list had a filter "working days only" since yesterday evening; we have removed it. All 63 orders for Saturday are there now. Please look once more and tell us if one is missing.',
      ),
      customer('Sunt toate. Mulțumim, ne-ați salvat sâmbăta!'),
    ],
    ends: 'closed',
    priority: 'URGENT',
  },
  {
    locale: 'ro',
    subject: 'Cum schimb limba interfeței în română?',
    says: 'Nu găsesc unde se schimbă limba. Colegele mele din producție nu vorbesc engleză.',
    steps: [
      agent(
        'Hello. Romanian is available on the order pages: Profile, Language. The settings pages are still in English only. Would that be enough for your colleagues?',
      ),
    ],
    ends: 'open',
    priority: 'LOW',
  },
];
