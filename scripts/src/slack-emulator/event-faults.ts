/** Lets events arrive twice, late or in another order when a test asks for it: Slack promises neither order nor once. */
import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { Line } from './line.ts';
import type { Json } from './types.ts';

interface Parts {
  faults: Faults;
  clock: Clock;
  line: Line;
}

/** Queues an event as the next planned fault for its name says, or as it is. */
export function deliverWithFaults({ faults, clock, line }: Parts, name: string, payload: Json): void {
  const fault = faults.takeForEvent(name);
  if (fault?.kind === 'eventLate') {
    clock.after(fault.ms, () => line.deliver(name, payload));
    return;
  }
  line.deliver(name, payload);
  if (fault?.kind === 'eventTwice') line.deliver(name, payload);
}
