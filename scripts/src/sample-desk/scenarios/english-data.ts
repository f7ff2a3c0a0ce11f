/** English threads about exports, imports, webhooks and the API. */
import { agent, customer, note, type Scenario } from '../scenario.ts';

export const englishData: Scenario[] = [
  {
    locale: 'en',
    subject: 'Export of the whole year times out',
    says: 'Exporting the full year as CSV ends with "504 Gateway Timeout" after one minute. Single months work. It is about 410,000 rows.',
    steps: [
      agent(
        'An export of that size is made in the background since the last release: choose "Send me a link" instead of "Download now". You get a mail when it is ready, usually within ten minutes.',
      ),
      customer('Took eight minutes and arrived complete. I had never noticed that option.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Webhook is delivered again and again',
    says: 'We get the event invoice.paid up to six times for the same invoice. We answer 200 each time, as far as I can tell.',
    steps: [
      note(
        'Their endpoint answers 200 after 14 seconds. We give up at 10 and try again. Log is in the trace.',
      ),
      agent(
        'Your endpoint does answer 200, but after about 14 seconds, and we stop waiting after 10. For us that is no answer, so we send it again. Please answer first and do the work afterwards. The header X-Event-Id is the same for each repetition, so you can recognise them.',
      ),
      customer(
        'You are right, we made a PDF before answering. Moved to a queue, now 30 ms. Thank you for not just saying "works for us".',
      ),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'API returns 429 far below the documented limit',
    says: 'The documentation says 600 requests a minute. We are at about 90 and get this:\n\n```\nHTTP/1.1 429 Too Many Requests\nRetry-After: 7\nX-RateLimit-Limit: 600\nX-RateLimit-Remaining: 0\n```\n\nOne key, one server. What are we missing?',
    steps: [
      agent(
        'Could it be that the same key is used somewhere else? We count per key, and yours made 587 requests in the minute before that answer, from two addresses.',
      ),
      customer("Oh. The staging server has a copy of the production config. I'll give it a key of its own."),
      agent('That will do it. You can see the requests of each key, by address, under Settings, API, Usage.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Dates in the export are in the wrong time zone',
    says: 'In the app a payment is on the 1st at 00:30, in the export it is the last day of the month before, 22:30. Our bookkeeping books it into the wrong month.',
    steps: [
      agent(
        'The export writes UTC, the app shows your own zone. You can choose the zone in the export dialog under "More options"; the choice is kept.',
      ),
      customer(
        'Found it. May I suggest to make the account zone the default? Nobody does bookkeeping in UTC.',
      ),
      note('Put on the wish list, 14th vote. Product says next quarter. Do not tell customers a date.'),
      agent('You may, and you are not the first. We have added your voice to that wish.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'CSV opens in one column in Excel',
    says: 'every export I open is all in column A. very annoying',
    steps: [
      agent(
        'Excel expects semicolons where the computer is set to a language with decimal commas. In the export dialog choose "Separator: semicolon", and it opens in columns.',
      ),
      customer('yes!! thanks'),
    ],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'en',
    subject: 'Import stops at row 2,318 without saying why',
    says: 'I import a list of customers. It stops at row 2,318 of 5,000 with "Import failed". Row 2,318 looks perfectly normal to me.',
    steps: [
      note(
        'There is a line break inside a quoted address in row 2,317. Our parser counts lines, not rows. Known, issue on the board.',
      ),
      agent(
        'The row before it has a line break inside the street, which is allowed but trips our import. If you take that one out, the rest goes through. The real mistake is ours, and the message is no help at all; both are being worked on.',
      ),
      customer('Rest went through. Please do improve the message.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Signature of webhooks does not verify',
    says: "I compute HMAC-SHA256 over the body, compare with X-Signature, never equal.\n\n```js\nconst body = JSON.stringify(req.body);\nconst mine = crypto.createHmac('sha256', secret).update(body).digest('hex');\nif (mine !== req.headers['x-signature']) return res.sendStatus(401);\n```\n\nSecret copied from the settings page three times.",
    steps: [
      agent(
        'The signature is over the bytes as we send them. JSON.stringify(req.body) makes new ones, with other spaces and another order. Please take the raw body before it is parsed, and compare with crypto.timingSafeEqual rather than with !==, so that nobody can guess by the time it takes.',
      ),
      customer('Raw body it is. Works on the first try. You might put exactly that into the docs.'),
      agent('We have just done so, with your permission in spirit.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Nightly sync fails, log enclosed',
    says: 'Hello,\n\nour nightly sync has failed three nights in a row. This is the log of the last run, shortened by me only where it repeats itself:\n\n```\n02:00:00.112 INFO  sync     starting, cursor=eyJhZnRlciI6MTg4Mn0\n02:00:00.840 INFO  http     GET /v2/invoices?limit=200 -> 200 (644 ms)\n02:00:01.502 INFO  http     GET /v2/invoices?limit=200&cursor=eyJh... -> 200 (598 ms)\n02:00:02.131 INFO  http     GET /v2/invoices?limit=200&cursor=eyJi... -> 200 (611 ms)\n02:00:02.790 INFO  store    600 invoices written\n02:00:03.377 INFO  http     GET /v2/invoices?limit=200&cursor=eyJj... -> 410 (201 ms)\n02:00:03.379 WARN  http     body: {"error":"cursor_expired","hint":"start again without cursor"}\n02:00:03.380 INFO  sync     retry 1 of 5 in 1 s\n02:00:04.601 INFO  http     GET /v2/invoices?limit=200&cursor=eyJj... -> 410 (188 ms)\n02:00:06.822 INFO  http     GET /v2/invoices?limit=200&cursor=eyJj... -> 410 (190 ms)\n02:00:11.040 INFO  http     GET /v2/invoices?limit=200&cursor=eyJj... -> 410 (187 ms)\n02:00:19.263 INFO  http     GET /v2/invoices?limit=200&cursor=eyJj... -> 410 (193 ms)\n02:00:35.480 INFO  http     GET /v2/invoices?limit=200&cursor=eyJj... -> 410 (189 ms)\n02:00:35.481 ERROR sync     giving up after 5 retries\n02:00:35.482 ERROR sync     Error: 410 Gone\n    at Client.get (/app/client.js:88:13)\n    at async Sync.page (/app/sync.js:41:20)\n    at async Sync.run (/app/sync.js:23:7)\n```\n\nA cursor that we were given half a second before cannot have expired. It always happens on the fourth page, and only at two in the morning. By day the same program runs through.',
    steps: [
      note(
        'At 02:00 the index is rebuilt and the cursors of the old one become void. It was moved from 04:00 to 02:00 last week. Nobody told the API people.',
      ),
      agent(
        'Thank you for the log, it tells the whole story. At two in the morning we rebuild an index, and cursors given before it are void after it. Last week that job was moved from four to two, without a word to you, which was wrong. It is being changed so that cursors survive. Until then, starting at three avoids it.',
      ),
      customer('Moved to three, last night was fine. I will move it back when you tell me.'),
      note('Cursor fix is merged, not released. Tell them when it is live.'),
    ],
    ends: 'open',
    priority: 'HIGH',
  },
  {
    locale: 'en',
    subject: 'API: how do I find what changed since yesterday?',
    says: 'Is there a way to only get invoices changed since a moment, rather than all of them? ?updated_after= is ignored.',
    steps: [
      agent(
        'The parameter is called changed_since and takes a moment like 2024-05-01T00:00:00Z. Unknown parameters are ignored, which is unhelpful; the next version of the API will refuse them.',
      ),
      customer('Works. Yes please do refuse them.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Export lost our Polish and Czech letters',
    says: 'Łódź became ??d? in the export of the customer list. 300 address labels are in the bin.',
    steps: [
      note(
        'Export profile is set to Latin-1 since the days of their old till software. Offer to pay for the labels, it is 20 euros and they have been with us nine years.',
      ),
      agent(
        'We are sorry about the labels. Your export profile "Till" is set to an old character set that has no Ł. We have made a copy of it named "Till (UTF-8)" that keeps every letter. And please let us pay for the 300 labels.',
      ),
      customer('That is kind. New labels printed, Łódź is back where it belongs.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Sandbox for the API?',
    says: 'Is there a place to try the API without making real invoices?',
    steps: [
      agent(
        'Yes: under Settings, API, "New key", tick "Trial". Such a key works on a separate set of data that is emptied every Sunday, and never sends a mail.',
      ),
    ],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'en',
    subject: 'Webhooks stopped after our certificate change',
    says: 'Since we renewed our TLS certificate on Sunday your webhooks no longer arrive. Other services still reach us.',
    steps: [
      agent(
        'Your server sends its own certificate without the intermediate one. Browsers fetch it by themselves, our sender does not. Could you install the full chain and tell us? The 212 events of the last days are kept and are sent as soon as it works.',
      ),
      customer('Full chain installed.'),
      agent('All 212 have been delivered.'),
    ],
    ends: 'closed',
    priority: 'HIGH',
  },
  {
    locale: 'en',
    subject: 'Bulk delete removed more than I had selected',
    says: 'I filtered by "draft", ticked "select all", pressed delete. It removed 140 drafts, not the 25 on the page. I did not expect that. Can they come back?',
    steps: [
      note(
        'In the bin until the end of the month. Second complaint about "select all"; the wording is the problem.',
      ),
      agent(
        'They can: under Documents, Bin, choose all of today and press Restore. "Select all" means all that match the filter, and the page says so only in small print. We agree that it should ask.',
      ),
      customer('All back. My pulse as well.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Decimal comma or point in the API?',
    says: 'Amounts come as "1.250,00" for one of our entities and as "1250.00" for another. Is that intended?',
    steps: [
      note(
        'It is not. The old endpoint formats by the language of the account. Cannot be changed without breaking people.',
      ),
      agent(
        'It was intended once and is a mistake today: the address /v1/amounts formats for people. Please use /v2/amounts, which always gives whole cents as a number.',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'en',
    subject: 'Migration from our old system: 12 GB of documents',
    says: 'We would like to move about 80,000 PDF files with their metadata to you in the second week of next month. Upload by hand is not an option. Who can we speak to?',
    steps: [
      note(
        'Big one. If this goes well their two sister companies follow. Give it to the migration people today, do not let it wait.',
      ),
      agent(
        'That is a fine case for our migration service: you send a disk or give us read access to a bucket, we load it at night and give you a list of every file that was refused, with the reason. A colleague will send you three possible dates today.',
      ),
      customer('Read access to a bucket suits us. Looking forward to the dates.'),
    ],
    ends: 'open',
    priority: 'HIGH',
  },
  {
    locale: 'en',
    subject: 'Is there an outage?',
    says: 'Everything returns 503 for us since five minutes. Status page is green.',
    steps: [
      note(
        'Yes. Database failover, 11 minutes. Do not mention the cause before legal has said so, only the times.',
      ),
      agent(
        'There was: between 10:02 and 10:13 many requests were refused. It is over, and the status page has caught up. We will publish what happened within two working days.',
      ),
      customer('OK, everything is back here. A status page that is green during an outage is a decoration.'),
      agent('Harsh and correct. It now checks from outside our own network.'),
    ],
    ends: 'closed',
    priority: 'URGENT',
  },
  {
    locale: 'en',
    subject: 'Report by cost centre is empty',
    says: 'The report "Spending by cost centre" shows headings and no rows. For last year it is full.',
    steps: [
      agent(
        'Cost centres were renamed at the start of the year, and the report still filters by the old names. If you open "Edit report" and clear the filter, rows appear. Do they look right to you?',
      ),
      customer(
        'Rows yes, right no: two centres appear twice, once with the old name and once with the new one.',
      ),
    ],
    ends: 'open',
  },
];
