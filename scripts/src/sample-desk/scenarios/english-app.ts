/** English threads about the app, pages, printing, wishes and thanks. */
import { agent, customer, note, type Scenario } from '../scenario.ts';

export const englishApp: Scenario[] = [
  {
    locale: 'en',
    subject: 'App crashes on a 20 MB attachment',
    says: 'Whenever I attach a photo series (20 MB zip) in the phone app it closes without a word. Small files are fine. Android 15.',
    steps: [
      note('Reproduced on a phone with 4 GB. We read the whole file into memory. Fix is in the beta.'),
      agent(
        'We can make it happen here too: the app reads the whole file at once, and on phones with little memory that is too much. The next version sends it in pieces. Until then, the website on the same phone manages it.',
      ),
      customer('Website works as a stopgap. When is the next version?'),
      agent('It is with the store for review now, so a few days at most. We will write here when it is out.'),
    ],
    ends: 'open',
    priority: 'HIGH',
  },
  {
    locale: 'en',
    from: 'grace@umbrella.example',
    subject: 'Shipping labels print at half size 🏷️',
    says: 'Since the update on Tuesday our 100 x 150 mm labels come out at about half that size. Same printer, same settings. We ship 300 parcels a day and are cutting paper by hand.',
    steps: [
      note(
        'New PDF viewer scales to "fit". Grace is patient but their contract is up for renewal, so look at it today.',
      ),
      agent(
        'The new print page scales to fit, which it must not do with labels. In the print dialog, please choose "Actual size" under Scale; that gives 100 x 150 again. We are changing the page so that it is chosen from the start.',
      ),
      customer('Actual size works. The team cheers. Please do fix it, new temps start on Monday.'),
      agent('It went live last night: labels now always print at actual size.'),
    ],
    ends: 'closed',
    priority: 'URGENT',
  },
  {
    locale: 'en',
    from: 'oliver@starkbakery.example',
    subject: 'Order form: rolls by the dozen, not by the piece 🥐',
    says: 'Morning! Our cafés order rolls by the dozen. The order form only knows pieces, so every day somebody gets 6 instead of 72. Can a product have a pack size?',
    steps: [
      agent(
        'Good morning. It can: open the product, choose "Sold in packs of", and enter 12. The form then shows dozens, and the kitchen list shows pieces.',
      ),
      customer('Brilliant. And half dozens?'),
      agent(
        'Those would be a second product in packs of 6. Give both the same kitchen name, and the list adds them up.',
      ),
      customer('Set up, first orders came in right. You are all getting croissants if you ever come by.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    from: 'oliver@starkbakery.example',
    subject: 'Orders after 4 am should count for the next day',
    says: 'The bakery day ends at 4 in the morning, not at midnight. Orders typed in at half past midnight are for the same morning, but the form dates them for the day after.',
    steps: [
      note(
        'There is "Day begins at" in the account settings, but only we can switch it on. Harmless, just do it.',
      ),
      agent(
        'We have switched on a setting for you: Account, "Day begins at". Set it to 04:00, and orders before that hour count for the same morning. Could you tell us tomorrow whether the list was right?',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'en',
    subject: 'Dashboard takes 40 seconds to load',
    says: 'It used to be quick. Now it is 40 seconds in the morning and about 5 in the afternoon.',
    steps: [
      agent(
        'Thank you for the times, they helped. In the morning your dashboard computes a tile named "All open items, all years" anew. If you limit it to the last two years, the page should be there in under two seconds. Would that do?',
      ),
      customer('It would, and it is. 1.5 seconds.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Dark mode please 🌙',
    says: 'I work nights. The white is blinding. Please, please, please.',
    steps: [
      agent(
        'We hear you. It is being built, and your wish has been counted. If you like, we will put you on the list of those who try it first.',
      ),
      customer('Yes! Put me on it.'),
    ],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'en',
    subject: 'Thank you to whoever answered on Sunday',
    says: 'No problem today. I just want to say that somebody answered us on a Sunday evening, kindly, and saved our Monday. Please tell them.',
    steps: [
      note('Printed and pinned to the wall.'),
      agent('We have told them, and it made the day of the whole team. Thank you for taking the time.'),
    ],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'en',
    subject: 'Keyboard cannot reach the date picker',
    says: 'I use a screen reader (NVDA) and no mouse. The date field of the new invoice form opens a calendar that I can neither enter nor leave with the keyboard. Until the change last month I could type the date.',
    steps: [
      note('This is a real barrier and we promised otherwise in two contracts. Goes to the top.'),
      agent(
        'Thank you for telling us so precisely. You should never have lost that. From today you can type the date again, in the form your account uses, and the calendar opens only on request. Reaching the calendar itself with the keyboard follows. Would you be willing to try it before it is released?',
      ),
      customer('Typing works again. Yes, I would gladly try it.'),
    ],
    ends: 'open',
    priority: 'HIGH',
  },
  {
    locale: 'en',
    subject: 'Push notifications arrive hours late',
    says: 'iPhone. Approvals ping me in bulk at 6 pm when I leave the office. During the day: silence.',
    steps: [
      agent(
        'At the office, are you on a company network? Some of them block port 5223, over which notifications come. It would fit that they arrive when you leave. Could you switch Wi-Fi off for a moment during the day and see?',
      ),
      customer(
        'With Wi-Fi off they come at once. So it is our network. Is there anything I can hand to our network people, preferably on one page?',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'en',
    subject: 'Search does not find invoices with a slash',
    says: 'Searching for 2/118 finds everything with a 2 and everything with 118, but not 2/118.',
    steps: [
      agent('Put it in quotation marks: "2/118". Then it is looked for as it stands.'),
      customer('OK good to know. Not obvious.'),
    ],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'en',
    subject: 'Duplicate of my earlier ticket, please ignore',
    says: 'Sorry, I pressed send twice. Please ignore this one.',
    steps: [],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'en',
    subject: 'Wrong company? I ordered a coffee machine',
    says: 'Where is my coffee machine? Order of two weeks ago, paid, nothing came.',
    steps: [
      note('Not our customer. Somebody with a similar name sells coffee machines.'),
      agent(
        'We would love to help, but we make software for invoices and documents, and have never sold a coffee machine. Perhaps the address of the shop is on your order confirmation?',
      ),
      customer('Oh no. Sorry. Wrong tab. Have a nice day.'),
    ],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'en',
    subject: 'Undo for sent invoices',
    says: 'Could there be 30 seconds in which I can take back an invoice I just sent? My thumb is faster than my head.',
    steps: [
      agent(
        'A fine wish, and a common one. It is planned. We cannot name a date yet, but you will find it in the release notes when it comes.',
      ),
    ],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'en',
    subject: 'Drag and drop broken in Firefox',
    says: 'Dropping files onto a document does nothing in Firefox 140. Chrome is fine.\n\nConsole says:\n\n```\nUncaught TypeError: can\'t access property "items", e.dataTransfer is null\n    onDrop https://app.acme-support.example/assets/upload-4f1c.js:2\n```',
    steps: [
      agent(
        'Thank you, the line from the console saved us an afternoon. The repair is live. Please reload the page once with Ctrl+F5.',
      ),
      customer('Confirmed, works in Firefox again.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Re: Re: Fwd: the thing we spoke about',
    says: 'On Tuesday your colleague wrote:\n\n> We can keep the old layout for you until the end of the quarter.\n> After that, it is the new one for everybody.\n\nThe quarter ends on Friday, and our forms still need the old layout. Could you give us two more weeks?',
    steps: [
      note('We can, the switch is per account. But not a third time, the old layout goes for good.'),
      agent(
        'Two more weeks are fine, and set. After that the old layout is gone for everybody, so please use the time. If you send us one of your forms, we will look at what it needs.',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'en',
    subject: 'Training material for new colleagues?',
    says: 'We have six new people starting. Do you have videos or a handbook to give them before their first day?',
    steps: [
      agent(
        'Both: under Help, First steps, there are nine videos of about four minutes, and a handbook of 30 pages for printing. The videos 1, 2 and 6 are enough for the first day.',
      ),
      customer('Just what we needed.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Fields are too small for German street names',
    says: 'The address label cuts everything after 30 characters. We have customers in "Bürgermeister-Müller-Gedächtnisstraße".',
    steps: [note('Label printers of the old kind stop at 30. The field could be longer for everybody else.')],
    ends: 'open',
  },
  {
    locale: 'en',
    subject: 'The app ate my signature ✍️',
    says: 'A customer signed for a delivery on my phone, there was no network in their cellar, and when I came up the signature was gone. I had to go back down and ask again. Embarrassing.',
    steps: [
      note('Signatures are not in the offline store. Everything else is. Has been on the list since spring.'),
      customer('It happened again today, another cellar. Is anybody looking at this?'),
    ],
    ends: 'open',
    priority: 'HIGH',
  },
];
