/** What lies in the inbox `Internal`: the team's own work, which the portal's filter keeps from every customer. */
import { agent, note, type Scenario } from './scenario.ts';

/** Most come from the desk's operations address; those about a customer stand on that customer. */
export const internalScenarios: Scenario[] = [
  {
    locale: 'en',
    subject: 'Rotate the TLS certificate of the webhook sender',
    says: 'The certificate of the webhook sender ends in three weeks. Rotate it, keep the old one for a day, and write the steps down this time.',
    steps: [
      note('New one is in the vault. Two customers pin the old fingerprint, they must hear of it first.'),
      agent('Rotated at 06:30, both customers had confirmed. Steps are in the handbook.'),
    ],
    ends: 'closed',
    priority: 'HIGH',
  },
  {
    locale: 'en',
    subject: 'Draft of the price letter for next year',
    says: 'Draft of the letter about the new prices, for review. It must not leave the house before the board has agreed. Customers with a fixed price must not be on the list.',
    steps: [
      note(
        'The list still has the fixed-price customers in it. It went wrong last year for exactly this reason.',
      ),
      agent('List made anew from the contracts rather than from the plans. 212 addresses fewer.'),
    ],
    ends: 'open',
  },
  {
    locale: 'en',
    subject: 'Review of the outage: times, cause, what we change',
    says: 'Please add what you saw, with times in UTC. Legal reads it before any customer does.\n\n10:02 first 503\n10:04 alarm\n10:07 failover started by hand\n10:13 all green',
    steps: [
      note(
        'The failover should have been automatic at 10:03. The replica lagged by nine seconds and the limit is five.',
      ),
      note('Legal: "human error" does not appear in the public version.'),
      agent('Second draft is in the folder. Open: who tells the two banks, and when.'),
    ],
    ends: 'open',
    priority: 'URGENT',
  },
  {
    locale: 'en',
    from: 'chen@globex.example',
    subject: 'Credit check of Globex before the renewal',
    says: 'Renewal over 180,000 for three years is due. Finance asks for a credit check before the offer goes out.',
    steps: [
      note('Rating is fine, payment history too, four days late at most. Go ahead, but keep the 30 days.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    from: 'ivan@acme.example',
    subject: 'Acme: unpaid invoices older than 60 days',
    says: 'Two invoices of Acme are open for more than 60 days, 2,340.00 together. Clarify before anybody sends a reminder.',
    steps: [
      note(
        'They disputed one of them by telephone, and somebody promised a credit note that was never made. No reminder.',
      ),
      agent('Credit note made. The other invoice was paid this morning.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Restore test of the backups, this quarter',
    says: 'Restore last night’s backup on the spare machine, start the application on it, compare the counts, note how long it took.',
    steps: [agent('41 minutes, counts equal. Attachments were the slow part, as last time.')],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Access review: who can still read customer data?',
    says: 'List everybody with access to customer data, and take it away where nobody can say why it is there. Due at the end of the month.',
    steps: [
      note('Two people who left in summer still had keys. Taken away within the hour, security knows.'),
    ],
    ends: 'open',
    priority: 'HIGH',
  },
  {
    locale: 'en',
    from: 'grace@umbrella.example',
    subject: 'Umbrella Logistics: prepare the renewal talk',
    says: 'Contract ends next quarter. Gather what they asked for this year, what went wrong, and what we may offer.',
    steps: [
      note(
        'The label mess cost them two days. Offer the first month free before they ask for it. Limit is 15 %, not a cent more without the board.',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'en',
    subject: 'Suspicious sign-ins from one network overnight',
    says: 'About 4,000 sign-in attempts on 60 accounts between 01:00 and 03:00, all from one network. None succeeded as far as the log shows.',
    steps: [
      note(
        'Checked by hand: none succeeded. Network is blocked. Legal decides whether the 60 are told; until then nobody writes to them.',
      ),
      agent('Limits for this kind of attempt are lowered for the next two weeks.'),
    ],
    ends: 'closed',
    priority: 'URGENT',
  },
  {
    locale: 'en',
    subject: 'Roster for the holidays',
    says: 'Enter who can take which days. Two people every day, one of them with the keys for the database.',
    steps: [agent('All days are taken but one. It will be drawn by lot on Monday.')],
    ends: 'open',
    priority: 'LOW',
  },
  {
    locale: 'en',
    subject: 'Remove the old export service',
    says: 'Nobody has used the old export service for 90 days. Switch it off, wait a week, then delete it.',
    steps: [
      note(
        'One customer still calls it on the first of each month. Found it only because of the certificate.',
      ),
      agent('That customer has moved. Switched off today; to be deleted in a week.'),
    ],
    ends: 'open',
  },
  {
    locale: 'en',
    subject: 'Answer templates: go through the English ones',
    says: 'Half of the answer templates still speak of the old menu names. Correct them, and throw away those nobody used this year.',
    steps: [agent('61 corrected, 118 thrown away. It reads like one house again.')],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'en',
    from: 'noor@initech.example',
    subject: 'Initech: clause on liability is under negotiation',
    says: 'Their lawyers want unlimited liability in the new contract. Keep all support promises to what the present contract says until this is settled.',
    steps: [note('Nothing in writing about recovery times, please, however nicely they ask.')],
    ends: 'open',
    priority: 'HIGH',
  },
  {
    locale: 'en',
    subject: 'Queue of the events worker: split by customer',
    says: 'One customer with two million events held everybody up for four hours. Write down what splitting the queue would take.',
    steps: [
      agent('Three days of work and one new table. Proposal is in the folder.'),
      note('Approved for the week after next.'),
    ],
    ends: 'closed',
  },
];
