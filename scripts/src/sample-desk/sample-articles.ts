/** The sample desk's knowledge base: three articles that answer what its customers ask most. */
import type { NewArticle } from '@postern/core';

export const sampleArticles: readonly NewArticle[] = [
  {
    title: 'Signing in and passwords',
    body: `You sign in with your e-mail address and a password. If that does not work, one of these four things is usually the reason.

## You forgot your password

1. Choose **Forgot password?** on the sign-in page.
2. Enter the address with which you are registered.
3. Open the mail and choose a new password.

The link works once and for one hour. No mail after five minutes? Look into the spam folder, and check that the address is the one we write to.

## The page stays empty after signing in

Some companies allow only known network addresses. If your office has moved, or you work from home, ask your administrator which address is on the allow list. Trying another network, such as your phone's, shows quickly whether that is the reason.

## There were too many attempts

After ten wrong passwords we wait for a few minutes before the next one is looked at. Nothing is locked for good.

## Your colleague can sign in and you cannot

Your account may be new: open the invitation mail first and set a password with it. An invitation that is older than two weeks has expired; your administrator can send another.

> We never ask for your password, neither by mail nor by telephone.
`,
    isPublished: true,
  },
  {
    title: 'Reading your invoice',
    body: `Every invoice has the same four parts, from top to bottom.

| Part | What it says |
| --- | --- |
| Head | Your company, its address and VAT number, and ours |
| Seats | How many people could sign in, and for how long |
| Changes | Seats that were added or taken away in the middle of a month |
| Total | The sum before VAT, the VAT, and what is to be paid |

## Why the sum differs from last month

A seat that is added in the middle of a month is charged **by the day**. It stands under *Changes* once, and from the next month on under *Seats*.

An example: one seat at 30.00 that is added on the 16th of a month with 30 days.

\`\`\`
30.00 x 15 days / 30 days = 15.00
\`\`\`

## VAT

- Companies in the European Union with a valid VAT number pay no VAT; the invoice says "reverse charge".
- Everybody else pays the rate of their country.

Is the VAT number missing or wrong? Correct it in the settings, under *Billing*, and tell us the number of the invoice. We send a corrected one.

## Another address

An address that you change in the settings shows on the **next** invoice. For one that you have already, tell us its number and the new address.
`,
    isPublished: true,
  },
  {
    title: 'Exporting your data',
    body: `Your data is yours. You can take it with you at any time, without asking.

## One list

1. Open the list, and filter it until it shows what you want.
2. Choose **Export**, then CSV or JSON.
3. Up to 10,000 rows download at once. A longer list comes as a mail with a link, usually within ten minutes.

## Everything

Administrators find **Export everything** in the settings, under *Data*. The result is one ZIP file:

- \`contacts.csv\`, \`documents.csv\` and \`invoices.csv\`, in UTF-8
- \`files/\` with everything that was uploaded
- \`README.txt\`, which explains each column

The link works for seven days, for administrators only.

## The file cannot be opened in a spreadsheet

Accents look wrong? Open the file through *Data, From text* and choose UTF-8. Long numbers end in zeros? Say there that the column is text.

## The export stops

Exports of more than a million rows are made at night. If one has not arrived the next morning, tell us when you started it.
`,
    isPublished: true,
  },
];
