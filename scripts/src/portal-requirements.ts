/** What the customer portal must do, row by row: each is proved by a test that carries its number. */

export interface Requirement {
  readonly number: string;
  readonly chapter: string;
  readonly text: string;
  /** Must be so, is a limit that may stay, or is a sentence in the guide. */
  readonly kind: 'must' | 'limit' | 'guide';
}

const kinds = { M: 'must', L: 'limit', D: 'guide' } as const;

const chapters: Readonly<Record<string, readonly (readonly [string, string, keyof typeof kinds])[]>> = {
  'What the portal is': [
    [
      'S1',
      'The portal is a place behind a login where customers view, open and reply to their support tickets.',
      'M',
    ],
    ['S2', 'Customers get there from the knowledge base or from a link shared with them.', 'M'],
    ['S3', 'Only conversations attached to a ticket appear.', 'M'],
    [
      'S4',
      'This covers every channel: chat, Facebook Messenger, form submission, connected team e-mail.',
      'M',
    ],
    ['S5', 'E-mail to or from an address that is not connected to the inbox does not appear.', 'M'],
    [
      'S6',
      'Configuring needs the "customer portal settings" permission, granted per user in users and teams settings.',
      'M',
    ],
  ],
  'Setting up': [
    ['S7', 'Before switching on: domain connected, sign-in method chosen, consent wording looked at.', 'M'],
    ['S8', 'Also possible: manage branding, preview list and detail pages, attach a support form.', 'M'],
    ['S9', 'All of it starts from one settings place (Service > Customer Portal).', 'M'],
    ['S10', 'A page title is entered; it is the browser-tab title for signed-in customers.', 'M'],
  ],
  'Domain and language': [
    ['S11', 'The portal uses the same domain as the knowledge base.', 'M'],
    ['S12', 'The URL slug is editable in portal settings.', 'M'],
    ['S13', 'With no domain yet, settings lead to the place where one is connected.', 'M'],
    ['S14', "The product's default system domain may not host the portal.", 'M'],
    ['S15', 'The portal shows in the primary language of its domain.', 'M'],
    ['S16', "Changing the domain's language changes the portal's language.", 'M'],
    ['S17', 'Several languages in one portal are not supported.', 'L'],
  ],
  'Sign-in and audience': [
    ['S18', 'Customers must sign in.', 'M'],
    ['S19', 'Two ways: member registration, or single sign-on.', 'M'],
    [
      'S20',
      'Registration is either open (customers create their own login) or limited to chosen contact lists.',
      'M',
    ],
    [
      'S21',
      'Open registration is a per-domain switch in private-content settings; then anyone may register.',
      'M',
    ],
    ['S22', 'List mode: pick one or more contact lists.', 'M'],
    ['S23', 'A simple registration e-mail goes to the contacts of the list.', 'M'],
    ['S24', 'The registration e-mail can be customised.', 'M'],
    ['S25', 'SSO lets customers use the same credentials in your app and in the portal.', 'M'],
    [
      'S26',
      'An IT admin registers the portal as an application at the identity provider (Google, Okta, …) and pastes the values.',
      'M',
    ],
    ['S27', 'SAML and JWT applications are supported.', 'M'],
    ['S28', 'With SSO: allow all SSO users, or only SSO users in chosen lists.', 'M'],
  ],
  Consent: [
    ['S29', 'If self-registration is allowed, a consent notice should be set up.', 'M'],
    ['S30', 'The consent text and the checkbox label can be edited and saved, per domain.', 'M'],
    ['S31', 'The text may link to outside (legal) resources.', 'M'],
    ['S32', "Editing it changes only the portal's consent wording, not other tools' defaults.", 'M'],
    ['S33', 'Legal advice is for your own counsel.', 'D'],
  ],
  'Which tickets are seen': [
    ['S34', 'Filters decide which tickets appear; only matching tickets do.', 'M'],
    ['S35', 'Filter by a ticket property and a criterion, e.g. pipeline is any of {support}.', 'M'],
    ['S36', 'Set in a panel: pick property, pick criterion option, save.', 'M'],
    [
      'S37',
      'Once a contact is associated with a ticket, all conversations on it show, even those the contact was not a recipient of.',
      'M',
    ],
    ['S38', 'Staff can check on the ticket record which conversations the portal will show.', 'M'],
    ['S39', 'Notes and comments are the internal way to talk; they are never shown.', 'M'],
    ['S40', 'Filters can also keep internal tickets out.', 'M'],
  ],
  'Pages and branding': [
    ['S41', "List page shows the customer's tickets; clicking one shows its conversation.", 'M'],
    ['S42', 'Staff can preview list and detail pages, review branding, add a form.', 'M'],
    ['S43', 'Style changes apply to list, detail and form pages alike.', 'M'],
    ['S44', "Logo, favicon and colours come from the account's brand settings; settings link there.", 'M'],
    ['S45', 'No further visual customisation.', 'L'],
    ['S46', 'A checkbox shows a link to the knowledge base in the portal.', 'M'],
    ['S47', 'For that the KB must be on a connected domain with at least one published article.', 'M'],
    ['S48', 'The KB template has a "show customer portal" switch in its navigation bar.', 'M'],
    ['S49', 'On the KB, a link "Go to [portal name]" shows at the top right.', 'M'],
  ],
  'Support form': [
    ['S50', 'A support form can be added so that a signed-in visitor files a new request.', 'M'],
    ['S51', 'The navigation then shows "File a support ticket".', 'M'],
    ['S52', 'The form is chosen from a list in the templates tab.', 'M'],
    ['S53', 'The form must include ticket properties and be connected to the inbox.', 'M'],
    ['S54', 'You get such a form from the support-form template or by switching ticket properties on.', 'M'],
    ['S55', 'With several inboxes, one is chosen.', 'M'],
    [
      'S56',
      "Each submission makes one ticket, shown in the customer's portal and in the agents' inbox.",
      'M',
    ],
  ],
  'Switching on, and where messages go': [
    ['S57', 'A switch turns the portal on once set up.', 'M'],
    [
      'S58',
      "Everything sent from the portal lands in the agents' inbox and on the record's timeline (there, as an e-mail engagement).",
      'M',
    ],
    [
      'S59',
      'Access is given by sharing the link or via the KB; staff have a "view customer portal" button.',
      'M',
    ],
    ['S60', 'Depending on the method, customers may first have to set their credentials.', 'M'],
    ['S61', 'With self-registration, "Register here" shows under the sign-in fields.', 'M'],
    ['S62', 'With list access, the contact is e-mailed to set up the login.', 'M'],
    ['S63', 'Staff already signed in need not sign in again to view the list page.', 'M'],
  ],
  'What the customer sees and does': [
    ['S64', 'The list shows all their tickets, open and closed.', 'M'],
    ['S65', 'They can filter and search existing tickets.', 'M'],
    [
      'S66',
      'Default properties: ID, subject, created date, last activity date, status (open or closed).',
      'M',
    ],
    ['S67', 'These cannot be customised.', 'L'],
    ['S68', "The ticket's name opens the detail page with further details and the conversations.", 'M'],
    ['S69', '"File a support ticket" leads to the form.', 'M'],
    ['S70', '"Sign out", top right, ends the session.', 'M'],
  ],
};

/** In their order. */
export const requirements: readonly Requirement[] = Object.entries(chapters).flatMap(([chapter, rows]) =>
  rows.map(([number, text, kind]) => ({ number, chapter, text, kind: kinds[kind] })),
);

/** Rows that come with a later release, and with what. */
export const later: Readonly<Record<string, string>> = {
  S25: 'single sign-on',
  S26: 'single sign-on',
  S27: 'single sign-on',
  S28: 'single sign-on',
};
