/** English threads about signing in, seats, roles and personal data. */
import { agent, customer, note, type Scenario } from '../scenario.ts';

export const englishAccounts: Scenario[] = [
  {
    locale: 'en',
    subject: 'Password reset mail never arrives',
    says: 'Hi,\n\nI asked for a new password four times this morning and nothing came, not even in spam. Could you check whether the mail leaves your side?\n\nThanks',
    steps: [
      note(
        'All four were accepted by their mail server with 250. It is their quarantine. Be kind, they have no IT of their own.',
      ),
      agent(
        'Thank you for trying so patiently. Our mails were accepted by your mail server each time, so they are most likely in its quarantine. The sender is no-reply@mail.acme-support.example. Could you ask whoever looks after your mail to release it?',
      ),
      customer('Found all four in a quarantine folder I did not know we had. I am in. Thank you.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Locked out after too many attempts',
    says: 'It says my account is locked for 15 minutes. That was an hour ago and it still says 15 minutes.',
    steps: [
      agent(
        'Every new try starts the 15 minutes again, which the page should say and does not. We have lifted the lock just now, so please try once more.',
      ),
      customer('works now'),
      note('Third one this month. The page really must say that the clock starts again.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Please move the owner seat to another person',
    says: 'Our account owner left the company on Friday and nobody else can see the billing page. I am an administrator but the "Transfer ownership" button is grey for me.\n\nWhat do you need from us?',
    steps: [
      note(
        'Only with a letter from somebody who may sign for them. We were fooled once; do not do this on a mail alone.',
      ),
      agent(
        'Sorry that you are stuck. Only the owner can press that button, so we do it by hand: please send us a short letter on company paper, signed by somebody who may sign for the company, with the name and address of the new owner. We change it the same day.',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'en',
    subject: 'SSO redirects in a circle since this morning',
    says: 'Sign-on with our identity provider goes back and forth between the two pages until the browser gives up with ERR_TOO_MANY_REDIRECTS. 40 people cannot work. We changed nothing on our side (I know everybody says that).',
    steps: [
      note('Their signing certificate ran out at midnight. Metadata shows it plainly.'),
      agent(
        'We can see the answers from your identity provider arrive, but they are signed with a certificate that ended at midnight, so we have to refuse them. Once your provider uses its new certificate, please upload the new metadata under Settings, Single sign-on. Until then your administrators can sign in with a password at the usual page.',
      ),
      customer(
        'You were right and I am a little red in the face. New metadata is up, everybody is in. Thanks for the fast answer.',
      ),
    ],
    ends: 'closed',
    priority: 'URGENT',
  },
  {
    locale: 'en',
    subject: 'Two-factor codes are refused on my new phone',
    says: 'New phone, moved the authenticator over, codes are refused. Old phone is wiped. I have no recovery codes, before you ask.',
    steps: [
      agent(
        'That happens to the best of us. First please check that the new phone sets its clock by itself: codes are refused when it is more than half a minute off. If that is not it, your account owner can switch the second factor off for you under People.',
      ),
      customer('Clock was 3 minutes fast. Who knew. Sorted.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'How many seats are we actually paying for?',
    says: 'The People page lists 31 names, the invoice says 34 seats. Which is right?',
    steps: [
      agent(
        'Both, unhappily: three invitations that were never accepted hold a seat each. You find them under People, Invitations. If you take them back today, the next invoice counts 31.',
      ),
      customer('OK, taken back. I would not have guessed that an invitation costs money.'),
      note(
        'They are right, and sales knows it. If they ask for the three seats back, give them the credit without discussion.',
      ),
      agent(
        'Fair point, and we have passed it on. We have also put the three seats of the last month back on your account as a credit.',
      ),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Request for all data you hold about me',
    says: 'Under the data protection law I ask you for a copy of all personal data you process about me, where it came from, and with whom it was shared. Please confirm receipt.',
    steps: [
      note(
        'Clock runs: one month from today. Legal has the form. Nobody answers the substance before legal has read it.',
      ),
      agent(
        'We confirm that your request has arrived. You will have the copy within one month. So that we give it to the right person, we will ask you to sign in once and confirm it on your profile page; a link follows separately.',
      ),
      customer('Confirmed on the profile page.'),
    ],
    ends: 'open',
    priority: 'HIGH',
  },
  {
    locale: 'en',
    subject: 'Delete my account please',
    says: 'please delete my account and everything in it, i have moved to a different job',
    steps: [
      note(
        'Not the account owner. Their employer owns the documents. Only the person can be removed, not the files.',
      ),
      agent(
        'We can remove you as a person from the account, and your name and address with it. The documents belong to your former company, so they stay there. Shall we go ahead?',
      ),
      customer('yes that is what i meant'),
      agent(
        'Done. You will get one last mail that confirms it, and nothing after that. All the best in the new job.',
      ),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Guest can see a project she should not see',
    says: "We invited an outside auditor as a guest to one project. She tells us she can also see the names of two others in the search box. She can't open them, but even the names are confidential.\n\nPlease treat this as serious.",
    steps: [
      note(
        'Reproduced. Suggestions are read from the index before the check. Security has it. Do not call it a leak in writing before legal has looked.',
      ),
      agent(
        'We treat it as exactly that. We have seen the same here: names appear among the suggestions, the contents do not. As of ten minutes ago suggestions are switched off for all guests until the repair is out, so please ask her to look again.',
      ),
      customer(
        'She confirms that the names are gone. Please send us a written account of what happened, for our own file.',
      ),
    ],
    ends: 'open',
    priority: 'URGENT',
  },
  {
    locale: 'en',
    subject: 'Change my e-mail address (married name)',
    says: 'Hello, I got married and my address at work changes on Monday. Can I keep my account with all its history, and just get the new address?',
    steps: [
      agent(
        'Congratulations. Yes: open Profile, choose Change address, and confirm it from the new mailbox. Everything stays where it is, and mails to the old address in your history keep pointing to you.',
      ),
      customer('Lovely, done, thank you.'),
    ],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'en',
    subject: 'Session ends every 20 minutes',
    says: 'Since last week I am signed out about every 20 minutes, always in the middle of typing. Chrome, Windows 11, nothing special. Colleague next to me does not have it.',
    steps: [
      agent(
        'That sounds like an add-on that clears cookies. Could you try one hour in a private window, where add-ons are off, and tell us whether it still happens?',
      ),
      customer(
        'One hour in a private window, no sign-out. Then I switched the add-ons off one by one in the normal one, and it still happens with all of them off. So it is not that simple.',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'en',
    subject: 'Who changed the role of our accountant?',
    says: 'Our accountant was an Editor on Tuesday and is a Viewer today. Nobody here admits to it. Is there a log?',
    steps: [
      agent(
        'There is: Settings, Audit log, and filter by "role". It shows a change on Wednesday at 16:12 by your group mapping from single sign-on, so it was not a person. Your identity provider no longer lists the accountant in the group "finance-edit".',
      ),
      customer('Mystery solved, the group was tidied up by somebody too tidy.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Invitation link says it has been used',
    says: 'New colleague clicks the invitation and gets "This link has been used". She never clicked it before.',
    steps: [
      note('Their mail filter opens every link to look at it. Same customer as last month.'),
      agent(
        'Some mail filters open every link before the person does, and that uses it up. We have sent a fresh invitation that asks for one more click on the page, which filters do not do. Please let her try that one.',
      ),
      customer('That one worked.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'en',
    subject: 'Merge two accounts of the same company',
    says: 'Two of our offices signed up separately two years ago. We would like one account with both sets of invoices and documents. Is that possible, and what would it cost?',
    steps: [
      agent(
        'It is possible and costs nothing. Documents and people move over; invoices stay under the old account number and remain readable. It takes an evening during which both accounts are read-only. Which of the two should remain?',
      ),
      note(
        'Office B has a better price per seat than A. Ask sales before promising either price for the merged one.',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'en',
    subject: 'cant login',
    says: 'cant login pls help',
    steps: [
      agent(
        'Gladly. What do you see after you press "Sign in": a message, an empty page, or the same form again? A picture of the screen is welcome.',
      ),
      customer('the same form again, no message. it worked on friday'),
    ],
    ends: 'open',
  },
  {
    locale: 'en',
    subject: 'Security questionnaire, 84 questions, attached',
    says: 'Dear team,\n\nour procurement department requires the enclosed questionnaire from every vendor, to be completed within ten working days. Questions 12 to 30 concern encryption, 31 to 52 access control, the remainder business continuity.\n\nKind regards',
    steps: [
      note(
        'Half of this is in the white paper. Fill 12 to 52 from there, the rest goes to operations. Do not answer question 61 (incidents in the last year) without legal.',
      ),
      agent('Thank you, it has arrived and is being worked on. You will have it back within the ten days.'),
    ],
    ends: 'open',
    priority: 'LOW',
  },
  {
    locale: 'en',
    from: 'kwame@mail.example',
    subject: 'Was this mail from you or is it phishing?',
    says: 'I received this:\n\n> Dear customer, your storage is 98 % full.\n> Confirm your account within 24 hours or it will be removed.\n> http://acme-support.storage-check.example/confirm\n\nIt has your colours but the address looks strange. I did not click.',
    steps: [
      agent(
        'You did exactly right: that is not from us. We never ask you to confirm an account, and our links always begin with the address you see when you sign in. Thank you for the full text, we have reported the page.',
      ),
      note(
        'Page reported to the host, case number is in the security channel. Fourth report today, so a status notice is being written.',
      ),
      customer('Glad I asked. Keep up the good work.'),
    ],
    ends: 'closed',
    priority: 'HIGH',
  },
];
