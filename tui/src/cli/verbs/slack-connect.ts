/** `postern slack connect`: guides through making the app in Slack, and asks Slack about its tokens. */
import type { Outputs } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { readAll } from '../io.ts';
import { jsonText } from '../json-text.ts';
import { chosenFields, columnsOf, printOne } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

type Check = Outputs['slackSettings']['checkTokens'];

const fields = ['createUrl', 'manifest', 'isConfigured', 'check'];

const steps = `1. Open https://api.slack.com/apps, choose "Create New App", "From a manifest", and your workspace.
   Paste the manifest below. (postern slack connect --browser opens the page with the manifest filled in.)
2. Under "Install App", install it. Copy the "Bot User OAuth Token": it begins with xoxb-.
3. Under "Basic Information", "App-Level Tokens", make a token with the scope connections:write: xapp-.
4. Ask Slack about both: postern slack connect --tokens-stdin (one a line, then Ctrl+D).
5. Set SLACK_BOT_TOKEN, SLACK_APP_TOKEN and SLACK_CHANNEL for the desk, and start it again.
6. In Slack, type /invite @Postern in the channel. Then look: postern slack status`;

/** Prints the manifest on stdout, or what Slack says of the tokens; no token is ever printed. Exit 1 for a bad one. */
export async function act(session: Session, args: Args): Promise<number | undefined> {
  chosenFields(args, fields);
  const tokens = args['tokens-stdin'] ? await typedTokens(session) : null;
  const client = await session.client();
  const setup = await client.slackSettings.setup.query();
  const isAsked = tokens !== null || args.check;
  const check = isAsked ? await client.slackSettings.checkTokens.mutate(tokens ?? {}) : null;
  const isBad = check !== null && !(check.bot.isGood && check.app.isGood);
  const isDocument = session.format === 'json' || session.format === 'jsonl' || args.fields !== undefined;
  if (isDocument) await printOne(session, args, { ...setup, check }, { fields, columns: fields });
  else if (check) tell(session, check);
  else {
    await session.say(steps);
    session.io.stdout.write(`${jsonText(setup.manifest, true)}\n`);
  }
  if (args.browser) await session.io.browse(setup.createUrl);
  return isBad ? 1 : undefined;
}

function tell(session: Session, { bot, app }: Check): void {
  const word = ({ isGood }: { isGood: boolean }) => (isGood ? 'good' : 'bad');
  session.io.stdout.write(columnsOf(['bot token', word(bot), bot.words]));
  session.io.stdout.write(columnsOf(['app token', word(app), app.words]));
}

/** Told apart by how they begin, so that their order does not matter. */
async function typedTokens(session: Session): Promise<{ botToken?: string; appToken?: string }> {
  const lines = (await readAll(session.io.stdin)).split(/\s+/).map((line) => line.replace(/^SLACK_\w+=/, ''));
  const botToken = lines.find((line) => line.startsWith('xoxb-'));
  const appToken = lines.find((line) => line.startsWith('xapp-'));
  if (!botToken && !appToken)
    throw usageProblem(
      'No token came in on stdin.',
      "One a line: the bot's begins with xoxb-, the app's with xapp-.",
    );
  return { ...(botToken && { botToken }), ...(appToken && { appToken }) };
}
