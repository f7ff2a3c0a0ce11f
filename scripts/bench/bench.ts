/** `npm run bench`: the promises about speed, each beside a bare reference measured in the same run. */
import { type Figure, machine, table } from './figures.ts';

const areas: Record<string, (tell: (line: string) => void) => Promise<Figure[]>> = {
  volume: async (tell) => (await import('./bench-volume.ts')).benchVolume(tell),
  journeys: async () => (await import('./bench-journeys.ts')).benchJourneys(),
  portal: async () => (await import('./bench-portal.ts')).benchPortal(),
  slack: async (tell) => (await import('./bench-slack.ts')).benchSlack(tell),
  tui: async (tell) => (await import('./bench-terminal.ts')).benchTerminal(tell),
};

const args = process.argv.slice(2);
if (args.includes('--help') || args.includes('-h')) {
  console.log(
    `npm run bench [-- AREA...] [--json]\n\nMeasures each figure beside a bare reference; exits with 1 when a target is missed.\nAreas: ${Object.keys(areas).join(', ')}; all of them unless some are named.`,
  );
  process.exit(0);
}
const odd = args.find((arg) => arg.startsWith('-') && arg !== '--json');
if (odd !== undefined) {
  console.error(`There is no option "${odd}". See: npm run bench -- --help`);
  process.exit(2);
}
const asked = args.filter((arg) => !arg.startsWith('-'));
const unknown = asked.filter((area) => !areas[area]);
if (unknown.length > 0) {
  console.error(`There is no area "${unknown.join(', ')}". Areas are ${Object.keys(areas).join(', ')}.`);
  process.exit(2);
}

const tell = (line: string) => process.stderr.write(`${line}\n`);
const results: Figure[] = [];
for (const [name, measure] of Object.entries(areas)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  tell(`── ${name}`);
  results.push(...(await measure(tell)));
}
console.log(
  args.includes('--json') ? JSON.stringify({ machine: machine(), results }, null, 2) : table(results),
);
process.exitCode = results.every((each) => each.ok) ? 0 : 1;
