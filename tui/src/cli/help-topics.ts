/** What `postern help TOPIC` prints. */
import { keysText } from '../keys/help.ts';

/** By name, in the order in which they are listed. */
export const topics: Readonly<Record<string, string>> = {
  query: `How to say which tickets, and below which contacts. Terms next to each other must all hold.

  is:open  is:closed  is:snoozed  is:unassigned  is:mine  is:unread  is:following  is:draft  is:deleted
  has:attachment  has:note
  assignee:me  assignee:none  assignee:any  assignee:bo@postern.example
  from:maria@acme.example  from:@acme.example  cc:ivan@acme.example
  team:billing  team:me  team:none  team:any
  organization:Acme  pipeline:Support  inbox:Support  stage:"Waiting on us"
  channel:portal                            portal, form, email, slack, chat, api
  priority:high  priority:>=high            low, normal, high, urgent
  tag:billing,refund  tag:none  tag:any      mentions:me
  number:1042                               follower:bo  follower:me
  created:2026-11-02  updated:today  created:2026-11-01..2026-11-07  closed:monday
  property.KEY:VALUE  property.KEY:>=10  property.KEY:none
                                            your own fields, as in: postern property list
  older:2d  newer:4h                        no change since, or some change since
  refund  "exact words"                     in subjects, messages and notes
  note:"allow list"  subject:refund  message:refund
                                            in one of them alone

  a,b after a colon     any of them:        priority:high,urgent
  - in front            not:                -assignee:none
  OR and ( )            one or the other:   (is:unassigned OR assignee:me) is:open
  sort:-updated         newest change first (the usual order); also created, number, priority

Quote a whole query for your shell when it has spaces in a value:
  postern ticket list 'is:open stage:"Waiting on us"'
Without a query the open tickets are listed; with "" all of them.
How a query is understood: postern ticket list --explain QUERY

Contacts are found in the same language, in "postern contact list" and as the filter of a list:

  email:maria@acme.example  email:@acme.example  name:"Maria López"
  organization:Acme  organization:none
  list:"Pilot customers"                    on this list, if it is one by hand
  is:registered  is:blocked                 has a password; may not sign in
  created:2026-11-02  created:today         and the other ways to write a time
  maria  "maria lo"                         in addresses and names

A list with a filter has whoever it finds at that moment:
  postern list create "Acme people" --filter organization:Acme`,

  'exit-codes': `The exit code says how it ended:

  0  done; an empty list too
  1  failed; or some of several tickets were refused, and the others are done
  2  wrong usage, or a question was needed and there was no terminal or --yes
  3  cancelled by you
  4  not signed in, or the session has ended
  5  not found, or not visible to you
  6  not allowed
  7  conflict: it changed since you looked
  8  the desk cannot be reached
  9  kept in the offline outbox: the desk could not be reached, and --queue was given.
     Nothing was done yet; "postern outbox list" shows it, "postern outbox retry" sends it

Ctrl+C ends with 130.`,

  env: `Variables that postern reads. A flag wins over a variable, a variable over a profile.

  POSTERN_URL       the desk to talk to
  POSTERN_TOKEN     a token for it; wins over a stored one and is never written to a file
                    (to make one: postern auth token create NAME)
  POSTERN_PROFILE   the profile to use, as --profile
  POSTERN_OUTPUT    json or jsonl: what --json and --jsonl say, for every verb
  POSTERN_NO_INPUT  1: never ask, as --no-input
  POSTERN_DEBUG     1: write down how it went, as --debug, in logs/debug.log of the state folder:
                    verbs, questions to the desk, times, exit codes; no text, address or token
  POSTERN_HOLD      the seconds in which a reply of the inbox can be taken back, 0 to 60 (10)
  POSTERN_SCREEN_READER=1  the inbox line by line, as --plain
  POSTERN_CACHE     off: the inbox keeps no tickets on this machine to be there at once
  POSTERN_EDITOR, VISUAL, EDITOR   the editor for replies and notes; the first that is set
  POSTERN_BROWSER, BROWSER         the program that opens addresses
  POSTERN_PAGER     shows what is longer than the screen, as in POSTERN_PAGER="less -R"
  NO_COLOR          any value: no colours
  POSTERN_CONFIG_DIR  the folder with profiles, tokens, keys and themes
  XDG_CONFIG_HOME   where that folder, postern/, is otherwise (~/.config unless set)
  XDG_STATE_HOME    where drafts, the offline outbox and logs are (~/.local/state unless set)
  XDG_CACHE_HOME    where the cache is (~/.cache unless set)

The file "credentials" in the first of these folders is readable by you alone; postern refuses to use it otherwise.`,

  json: `With --json stdout holds one JSON document, and messages to people go to stderr.

  A list      {"items":[...],"nextCursor":null}; give nextCursor to --cursor for the next page
  A ticket    number, subject, status ("open" or "closed"), stage, priority, pipeline, inbox,
              requester{name,email}, organization, assignee{name,email} or null, tags[],
              createdAt, lastPublicAt, lastActivityAt, version
  A view      that, and snoozed{until,by} or null, and properties[] of {key,label,value},
              and timeline[] of {kind ("message", "note" or "event"), id, at,
              author{kind,name}, direction, channel, source, text, attachments[]},
              and held[] of {id,agent,text,attachments,heldAt,releaseAt,state,reason}: replies that
              wait, and audience{to[{name,email,sees}],hash}, mergedInto (a number or null),
              merged[], deletedAt, team, followers[], links[] of {number,subject,status,as}
  why         {"visible":true,"gates":[{"name","pass","detail"}]}
  An error    {"error":{"code","message","hint","requestId"}} on stderr

Each verb's document has a JSON Schema (2020-12). One: postern help json ticket list. That of
errors: postern help json error. All of them: docs/schemas/postern.schema.json in the sources.

Times are ISO 8601 in UTC. --jsonl prints one item a line. --fields number,subject picks fields.
Fields are only ever added. In a pipe without --json: columns with tabs between them, no titles.`,

  keys: keysText(),
};
