/** German, Dutch and Swedish threads. */
import { agent, customer, note, type Scenario } from '../scenario.ts';

export const germanAndDutch: Scenario[] = [
  {
    locale: 'de',
    subject: 'Rechnungsadressänderungsbestätigungsschreiben fehlt',
    says: 'Guten Tag,\n\nwir haben unsere Rechnungsadresse vor drei Wochen geändert. Das Bestätigungsschreiben, das unsere Buchhaltung für die Prüfung braucht, ist bis heute nicht gekommen. Können Sie es bitte nachreichen?\n\nMit freundlichen Grüßen',
    steps: [
      agent(
        'Guten Tag, das Schreiben wurde erstellt, aber noch an die alte Adresse geschickt. Bitte entschuldigen Sie. Sie finden es jetzt auch in Ihrem Konto unter Abrechnung, Dokumente.',
      ),
      customer('Gefunden, vielen Dank. An die alte Adresse ist natürlich hübsch.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'de',
    subject: 'Umsatzsteuer auf der letzten Rechnung falsch',
    says: 'Auf der letzten Rechnung stehen 7 % statt 19 %. So darf ich sie nicht buchen. Bitte um eine korrigierte Rechnung bis Monatsende, danach ist der Monat zu.',
    steps: [
      note(
        'Product was filed under "books" by mistake. About 40 customers affected, list is with finance. Correct this one first, they have a deadline.',
      ),
      agent(
        'Sie haben recht, das Produkt war einer falschen Steuerklasse zugeordnet. Die Rechnung ist storniert, die korrigierte mit 19 % liegt in Ihrem Konto.',
      ),
      customer('Ist da und gebucht. Danke für die schnelle Erledigung.'),
    ],
    ends: 'closed',
    priority: 'HIGH',
  },
  {
    locale: 'de',
    subject: 'Auftragsverarbeitungsvertrag: unterschriebene Fassung',
    says: 'Hallo zusammen,\n\nunser Datenschutzbeauftragter braucht den Vertrag zur Auftragsverarbeitung in unterschriebener Form, mit der aktuellen Liste der Unterauftragnehmer. Die Version auf der Website ist nicht unterschrieben.',
    steps: [
      agent(
        'Hallo, gern. Unter Einstellungen, Datenschutz können Sie den Vertrag elektronisch abschließen; danach liegt dort die von beiden Seiten unterschriebene Fassung samt Liste. Reicht Ihnen das, oder brauchen Sie Papier?',
      ),
      customer(
        'Elektronisch genügt uns. Allerdings steht in der Liste ein Unterauftragnehmer, der in der Fassung vom Vorjahr nicht vorkam. Seit wann ist der dabei?',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'de',
    subject: 'Export bricht bei 99 % ab',
    says: 'Der Export läuft zwanzig Minuten, steht dann bei 99 % und meldet „Unbekannter Fehler“. Drei Versuche, drei Mal dasselbe. Ich brauche die Daten für den Jahresabschluss.',
    steps: [
      note('Disk of the export machine was full. Freed. Restarted their job by hand, takes half an hour.'),
      agent(
        'Das lag an uns: Auf dem Rechner, der die Exporte schreibt, war der Speicher voll. Wir haben Ihren Export neu gestartet, der Link kommt in etwa einer halben Stunde per E-Mail.',
      ),
      customer('Angekommen und vollständig. Uff.'),
    ],
    ends: 'closed',
    priority: 'HIGH',
  },
  {
    locale: 'de',
    subject: 'Bitte um Löschung meiner Daten nach Art. 17 DSGVO',
    says: 'Hiermit bitte ich um die Löschung aller zu meiner Person gespeicherten Daten und um eine schriftliche Bestätigung innerhalb der gesetzlichen Frist.',
    steps: [
      note(
        'There is one unpaid invoice, which we must keep for ten years. Everything else can go. Legal confirms the wording.',
      ),
      agent(
        'Wir bestätigen den Eingang. Ihre Daten werden innerhalb eines Monats gelöscht. Rechnungen müssen wir wegen der gesetzlichen Aufbewahrungspflicht behalten; sie werden dafür gesperrt und für nichts anderes verwendet.',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'de',
    subject: 'Danke für die neue Suche',
    says: 'Kein Problem, nur Lob: Die neue Suche findet endlich, was ich suche, und zwar bevor ich fertig getippt habe. Weiter so!',
    steps: [
      agent(
        'Das freut uns sehr, und wir geben es an die Kolleginnen und Kollegen weiter, die daran gearbeitet haben.',
      ),
    ],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'de',
    subject: 'Zeiterfassung zeigt Sommerzeit falsch an',
    says: 'Seit der Zeitumstellung sind alle Einträge um eine Stunde verschoben, aber nur in der App, im Browser stimmt es.',
    steps: [
      agent(
        'Danke für den Hinweis. Welche Version der App zeigt Ihnen Menü, Über diese App an? Ab 5.12 sollte es wieder stimmen.',
      ),
      customer('5.11.3. Ein Update wird mir nicht angeboten.'),
      note('5.12 is rolled out in steps, this account is in the last 20 %. Comes tomorrow.'),
      agent(
        'Die neue Version wird schrittweise verteilt und sollte morgen auch bei Ihnen ankommen. Die gespeicherten Zeiten sind richtig, nur die Anzeige nicht.',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'de',
    subject: 'Drucker druckt nur die halbe Seite',
    says: 'wenn ich eine rechnung drucke kommt nur die obere hälfte. bei word gehts',
    steps: [
      agent(
        'Das klingt nach dem Papierformat: Bitte wählen Sie im Druckfenster „A4“ statt „Letter“ und versuchen Sie es noch einmal.',
      ),
      customer('geht, danke'),
    ],
    ends: 'closed',
  },
  {
    locale: 'nl',
    subject: 'Btw-nummer ontbreekt op de factuur',
    says: 'Goedemorgen,\n\nop onze laatste twee facturen staat ons btw-nummer niet meer. Onze boekhouder stuurt ze terug. Kunnen jullie dat herstellen?',
    steps: [
      agent(
        'Goedemorgen, het nummer is bij een update van de adresgegevens weggevallen. We hebben het teruggezet en beide facturen opnieuw gemaakt; ze staan in uw account.',
      ),
      customer('Top, snel geregeld. Dank!'),
    ],
    ends: 'closed',
  },
  {
    locale: 'nl',
    subject: 'Hele team is uitgelogd, niemand komt erin',
    says: 'Sinds vijf minuten liggen we er allemaal uit. "Sessie verlopen", en daarna weer. We zitten hier met twaalf man koffie te drinken.',
    steps: [
      note(
        'Same minute as the failover. Sessions of this shard were lost. Say sorry, no cause until the review is written.',
      ),
      agent(
        'Excuses voor het ongemak. Er was een storing van elf minuten waardoor sessies verloren gingen. Opnieuw inloggen zou nu moeten lukken. Gaat het bij iedereen?',
      ),
      customer('Ja, iedereen is weer binnen. De koffie was goed.'),
    ],
    ends: 'closed',
    priority: 'URGENT',
  },
  {
    locale: 'nl',
    subject: 'Kunnen we facturen per afdeling splitsen?',
    says: 'We hebben drie afdelingen met elk een eigen budget. Nu krijgen we één factuur en zit ik elke maand te rekenen. Kan dat apart?',
    steps: [
      agent(
        'Dat kan: onder Facturatie, Kostenplaatsen maakt u drie kostenplaatsen aan en wijst u elke gebruiker er één toe. Vanaf de volgende maand krijgt u drie facturen. Zullen we meekijken bij het instellen?',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'nl',
    subject: 'Fiets gestolen, telefoon ook, wat nu?',
    says: 'Mijn fietstas is gestolen met mijn telefoon erin. De app stond nog open. Hoe zorg ik dat niemand bij onze documenten kan?',
    steps: [
      agent(
        'Vervelend! Ga op een computer naar Profiel, Apparaten en kies bij de telefoon "Afmelden". Dat werkt binnen een minuut, ook als de telefoon uit staat. Wijzig daarna voor de zekerheid uw wachtwoord.',
      ),
      customer('Gedaan, pfff. De fiets zelf stond er gelukkig nog.'),
    ],
    ends: 'closed',
    priority: 'HIGH',
  },
  {
    locale: 'sv',
    from: 'erik@starkbakery.example',
    subject: 'Beställningslistan skrivs ut i fel ordning',
    says: 'Hej!\n\nSedan i måndags kommer listan till bageriet sorterad efter kundnamn i stället för efter leveranstid. Klockan tre på natten är det ingen som har tid att leta.',
    steps: [
      agent(
        'Hello, and thank you for telling us. The list now remembers the last order that anybody chose on screen. We have set yours back to delivery time and locked it, so it stays that way for everybody.',
      ),
      customer('Tack, i natt stämde den. Mycket bättre.'),
    ],
    ends: 'closed',
    priority: 'HIGH',
  },
  {
    locale: 'sv',
    subject: 'Går det att betala med Bankgiro?',
    says: 'Vi skulle vilja betala våra fakturor via Bankgiro i stället för kort. Finns det någon plan för det?',
    steps: [
      agent(
        'Thank you for asking. Not yet, but a normal bank transfer is possible on a yearly plan. Would that help you?',
      ),
    ],
    ends: 'open',
    priority: 'LOW',
  },
];
