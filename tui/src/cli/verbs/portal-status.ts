/** `postern portal status`: the checklist of the portal. */
import { displayText } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { themeFor } from '../look.ts';
import { chosenFields, columnsOf, printOne } from '../output.ts';
import type { Session } from '../session.ts';

const fields = ['title', 'address', 'isOn', 'isReady', 'revision', 'items'];
const roles = { done: 'success', missing: 'error', advice: 'warning' } as const;

/** Answers 0 whatever is missing: that is an answer and no failure. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const status = await (await session.client()).portalSettings.status.query();
  if (session.format === 'columns' && !args.fields) {
    for (const { key, state, detail, next } of status.items)
      session.io.stdout.write(columnsOf([key, state, detail, next]));
    return;
  }
  const table = () => {
    const theme = themeFor(session, args);
    const lines = status.items.flatMap(({ state, label, detail, next }) => [
      `  ${theme.paint(roles[state], state.padEnd(7))}  ${label.padEnd(12)}  ${displayText(detail)}`,
      ...(next ? [`${' '.repeat(25)}${theme.paint('dim', displayText(next))}`] : []),
    ]);
    const verdict = `${status.title} is ${status.isOn ? 'on' : 'off'}: ${status.address}`;
    return `${[displayText(verdict), ...lines].join('\n')}\n`;
  };
  await printOne(session, args, status, { fields, columns: fields, table });
}
