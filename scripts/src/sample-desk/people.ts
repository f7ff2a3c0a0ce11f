/** Who lives on the sample desk. The names in the README are fixed; nobody here exists. */

/** The password of every sample person. */
export const samplePassword = 'postern-demo';

/** The agent whom `npm start` signs in. */
export const sampleAgent = { name: 'Ada Okafor', email: 'ada@postern.example' };

/** May do everything but change the portal's settings. */
export const secondAgent = { name: 'Bo Lindqvist', email: 'bo@postern.example' };

/** Who is on the list "Pilot customers". */
export const pilotCustomers = ['maria@acme.example', 'chen@globex.example'];

export interface SampleOrganization {
  name: string;
  domain: string;
  sight: 'OWN' | 'PER_MEMBER' | 'EVERYONE';
  people: { name: string; mailbox: string; locale: string }[];
}

const person = (name: string, mailbox: string, locale = 'en') => ({ name, mailbox, locale });

/** Acme shares its tickets among its people; at Globex everybody sees their own. */
export const sampleOrganizations: SampleOrganization[] = [
  {
    name: 'Acme',
    domain: 'acme.example',
    sight: 'EVERYONE',
    people: [
      person('Maria López', 'maria', 'es'),
      person('Ivan Petrov', 'ivan', 'ru'),
      person('Elif Demir', 'elif', 'tr'),
      person('Fatou Diop', 'fatou', 'fr'),
      person('Jonas Weber', 'jonas', 'de'),
      person('Priya Raman', 'priya'),
      person('Tom Becker', 'tom', 'de'),
      person('Lucía Herrera', 'lucia', 'es'),
    ],
  },
  {
    name: 'Globex',
    domain: 'globex.example',
    sight: 'OWN',
    people: [
      person('Chen Wei', 'chen', 'zh'),
      person('山田太郎', 'taro', 'ja'),
      person('Bruno Silva', 'bruno', 'pt'),
      person('Hanna Kowalska', 'hanna', 'pl'),
      person('Olu Adeyemi', 'olu'),
      person('김민준', 'minjun', 'ko'),
      person('Sofia Rossi', 'sofia', 'it'),
    ],
  },
  {
    name: 'Initech',
    domain: 'initech.example',
    sight: 'PER_MEMBER',
    people: [
      person('Dmitri Sokolov', 'dmitri', 'ru'),
      person('Aisha Rahman', 'aisha'),
      person('Noor de Vries', 'noor', 'nl'),
      person('Liam Murphy', 'liam'),
      person('Giulia Conti', 'giulia', 'it'),
      person('Marta Nowak', 'marta', 'pl'),
    ],
  },
  {
    name: 'Umbrella Logistics',
    domain: 'umbrella.example',
    sight: 'OWN',
    people: [
      person('Camille Laurent', 'camille', 'fr'),
      person('يوسف حداد', 'yousef', 'ar'),
      person('Anneke Jansen', 'anneke', 'nl'),
      person('Ravi Shankar', 'ravi', 'hi'),
      person('Grace Mensah', 'grace'),
      person('Mateo García', 'mateo', 'es'),
    ],
  },
  {
    name: 'Stark Bakery',
    domain: 'starkbakery.example',
    sight: 'OWN',
    people: [
      person('Zeynep Kaya', 'zeynep', 'tr'),
      person('Oliver Smith', 'oliver'),
      person('דנה לוי', 'dana', 'he'),
      person('Ana Popescu', 'ana', 'ro'),
      person('Erik Lund', 'erik', 'sv'),
    ],
  },
];

/** Customers without an organization. */
export const sampleIndividuals = [
  { ...person('Nina Hoffmann', 'nina.hoffmann', 'de'), domain: 'mail.example' },
  { ...person('George Papadopoulos', 'george.p', 'el'), domain: 'mail.example' },
  { ...person('Thảo Nguyễn', 'thao.nguyen', 'vi'), domain: 'mail.example' },
  { ...person('Isabelle Roux', 'isabelle.roux', 'fr'), domain: 'mail.example' },
  { ...person('Kwame Boateng', 'kwame', 'en'), domain: 'mail.example' },
  { ...person('สมชาย ใจดี', 'somchai', 'th'), domain: 'mail.example' },
  { ...person('Petra Novák', 'petra.novak', 'cs'), domain: 'mail.example' },
  { ...person('Samuel Green', 'samuel.green', 'en'), domain: 'mail.example' },
];

/** Whose name stands on the team's own tickets, which need a contact like any other. */
export const operations = { name: 'Desk operations', email: 'operations@postern.example', locale: 'en' };
