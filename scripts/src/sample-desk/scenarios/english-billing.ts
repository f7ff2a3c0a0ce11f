/** English threads about invoices, taxes, plans and payments. */
import { agent, customer, note, type Scenario } from '../scenario.ts';

export const englishBilling: Scenario[] = [
  {
    locale: 'en',
    subject: 'Wrong VAT rate on invoice INV-20817',
    says: 'Good morning,\n\ninvoice INV-20817 shows 19 % VAT. We are a business in another member state and gave you our VAT number in the spring, so it should be reverse charge, as on all invoices before. Please correct it before we can pay.',
    steps: [
      note(
        'Their VAT number failed the yearly check because the register was down that night. Not their fault.',
      ),
      agent(
        'You are right, and we are sorry. Your VAT number could not be checked on the night the invoice was made, and our system then fell back to 19 %. The invoice is cancelled, and INV-20831 without VAT is in your account.',
      ),
      customer('Received and paid. Thanks for the quick correction.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Charged twice this month',
    says: 'My card shows two payments of 49.00 on the same day. I have one account.',
    steps: [
      agent(
        'We see one payment of 49.00 and one reservation of the same amount that was never taken. Reservations vanish by themselves, with most banks within five days. Could you look again on Friday, and write to us if it is still there?',
      ),
      customer('Gone now. All good.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'THIRD time I write about this refund',
    says: 'This is now the THIRD time. I cancelled within the trial, you charged me 348.00 anyway, twice somebody promised it would be back "within a week". It has been a month. I am done being polite. Either the money is here on Monday or I go to my bank and to the consumer office, and I will tell everyone who wants to hear it and a few who don\'t.',
    steps: [
      note(
        'They are right in every point. The refund was created twice and both times waited for a second approval that nobody gave. Approved just now, I watched it leave. Do not ask them for anything.',
      ),
      agent(
        'You have every reason to be angry. Your refund was prepared twice and left lying both times, by us. It was sent a few minutes ago, 348.00, under the reference RF-5512, and your bank will show it by Monday. We have added the name of the person who is answerable for it to this ticket, so you never have to explain it again.',
      ),
      customer('It is here. I would still like to know how such a thing happens twice.'),
      agent(
        'Because a refund above 300.00 needs two people, and the second one was told by a mail to a mailbox that no longer exists. It has been corrected, and from now on a waiting refund is shown to the whole team.',
      ),
    ],
    ends: 'closed',
    priority: 'URGENT',
  },
  {
    locale: 'en',
    subject: 'Purchase order number on the invoice',
    says: 'Our accounts department rejects invoices without our PO number (4500-118-22). Can you put it on the next ones, and on the last one too if possible?',
    steps: [
      agent(
        'Yes to both. You can enter it yourself under Billing, Invoice details; it is printed on every invoice from then on. For the last one we have made a corrected copy, which is in your account.',
      ),
      customer('Perfect, thank you.'),
    ],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'en',
    subject: 'Downgrade from Team to Starter at renewal',
    says: 'We are only four people now. How do we go back to Starter when the year is over, and do we lose anything?',
    steps: [
      note('Their contract ends next month. Be generous, they came back once before.'),
      agent(
        'Under Billing, Plan, choose Starter; it takes effect on the day of renewal, and until then nothing changes. What you would lose: single sign-on, and history older than a year becomes read-only. Everything else stays. If the price is the reason, tell us, there may be a plan between the two.',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'en',
    subject: 'Card declined but the bank says it is fine',
    says: 'Your page says "declined". My bank says they never saw a request. Which of you is right?',
    steps: [
      agent(
        'Your bank is, this time. The request was stopped before it, because the postal code of the card did not match the one you entered. Please try again with the postal code of your home address rather than that of the office.',
      ),
      customer('That was it.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Quarterly figures do not add up in the billing report',
    says: 'I added up our billing report and get a different total than the page shows:\n\n| Month | Seats | Price | Report | My sum |\n| ----- | ----: | ----: | -----: | -----: |\n| 1     |    28 | 12.00 | 336.00 | 336.00 |\n| 2     |    31 | 12.00 | 372.00 | 372.00 |\n| 3     |    31 | 12.00 | 360.00 | 372.00 |\n| Total |       |       | 1068.00 | 1080.00 |\n\nMonth three is 12.00 short. In our favour, but our auditor will ask.',
    steps: [
      agent(
        'Thank you for the table, it made this easy. One seat was credited in month three because it was empty for the whole month; the report shows the amount after the credit but counts the seats before it. Both are defensible, together they are confusing. We have added a line for the credit.',
      ),
      customer('The new line makes sense. Auditor happy, hence I am happy.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Bank details changed? Please confirm',
    says: 'We received a letter in your name that says you have a new bank account. Before we change anything: is that true?',
    steps: [
      note(
        'NOT us. Same letter as with two other customers. Security is informed. Tell them clearly and today.',
      ),
      agent(
        'No. Our bank details have not changed, and we would never tell you by letter alone. Please do not pay to that account, and if you can, send us a scan of the letter. Thank you for asking first.',
      ),
      customer(
        'Good that I asked. The scan is in our account under Documents, named letter.pdf. Our bank would like to know whether you have gone to the police, because then they can refer to it.',
      ),
    ],
    ends: 'open',
    priority: 'URGENT',
  },
  {
    locale: 'en',
    subject: 'Non-profit discount?',
    says: 'We run a food bank with 11 volunteers. Is there a price for charities? The normal one is more than our van costs a month.',
    steps: [
      agent(
        'There is: half the price on every plan. All we need is a copy of your registration as a charity. And thank you for what you do.',
      ),
      customer('Sent with this message. You just paid for a lot of diesel.'),
      note('Registration checked, it is genuine. 50 % set on the account, no end date.'),
      agent('It is set, and counts from the first of this month.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Invoice must be in the name of the holding',
    says: 'Please issue invoices to our holding company from now on. Same address, same VAT group, different name.',
    steps: [
      note(
        'A different name is a different debtor. Needs a new contract page signed, sales has the template. Do not just edit the address.',
      ),
      agent(
        'We can do that from the next invoice. As the holding becomes the party that owes the amount, we need one signed page from both companies, which our sales colleagues will send you today.',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'en',
    subject: 'Receipt for the training day',
    says: 'hi, could i have a receipt for the training we did with you, need it for my expenses',
    steps: [
      agent(
        'With pleasure, it is in your account under Billing, Receipts. It was filed under the name of your manager, who booked it.',
      ),
      customer('great ta'),
    ],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'en',
    subject: 'Price increase letter: what does it mean for us?',
    says: 'The letter says "up to 7 %". What is it for our account, in money, and from which day?',
    steps: [
      note(
        'They are on a fixed price until the end of the contract. 0 % for them. The letter should not have gone to them at all.',
      ),
      agent(
        'For your account it is 0 % until the end of your present contract, because your price is fixed. The letter went to you by mistake, and we are sorry for the fright.',
      ),
      customer('That is the best mistake I have read about today.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Invoice PDF cannot be read by our scanner software',
    says: 'Our archive software reads every PDF but yours. It says "font not embedded". It worked until the new layout came.',
    steps: [
      agent(
        'We have looked at an invoice in the new layout, and the font of the footer is indeed not embedded. It is being repaired. Until then, "Print" in the browser gives a PDF that contains everything.',
      ),
      note(
        'Fix is in the release of Thursday. Write to them when it is out, and offer to make the last three again.',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'en',
    subject: 'Can we pay by bank transfer instead of card?',
    says: 'Company policy no longer allows a card on file. Can we pay by transfer, 30 days?',
    steps: [
      agent(
        'Yes, on a yearly plan. On a monthly plan the work of matching transfers is more than the plan costs, honestly said. Shall we make you an offer for a year?',
      ),
      customer('A year is fine, please go ahead.'),
      agent('The offer is in your account. As soon as you accept it, the card is forgotten.'),
    ],
    ends: 'open',
  },
  {
    locale: 'en',
    subject: 'Wrong currency after moving to Ireland',
    says: 'We moved our seat from Leeds to Cork. Address and VAT number are changed, but invoices still come in pounds.',
    steps: [
      agent(
        'The currency is fixed when an account is made, so we have to change it by hand, and only between two invoices. We have set it to euros from the next one on.',
      ),
      customer('Grand, thanks a million.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Cancel everything at the end of the month',
    says: 'We have decided to use another product. Please cancel at the end of the month and confirm in writing.',
    steps: [
      note(
        'Ask why, once, politely, and then let them go. They were unhappy about the export times, see their older tickets.',
      ),
      agent(
        'We confirm: your subscription ends on the last day of this month, and nothing is charged after it. Your data can be exported for another 60 days and is deleted then. If you have a minute, we would be grateful to hear what we should have done better.',
      ),
      customer('Fair question. The big exports. We never got one before lunch.'),
    ],
    ends: 'closed',
  },
];
