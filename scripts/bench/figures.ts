/** What a figure of the bench is, and how a set of them is shown. */
import { cpus, totalmem } from 'node:os';

export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** The bare way of doing the same, measured in the same run; null where there is none. */
  reference: number | null;
  ratio: number | null;
  /** The value must not be above it. */
  target: number;
  ok: boolean;
}

/** Sorted measurements of one thing, in milliseconds. */
export interface Sample {
  p50: number;
  p99: number;
}

/** A figure against its target. */
export function figure(
  name: string,
  value: number,
  unit: string,
  target: number,
  reference: number | null = null,
): Figure {
  return {
    name,
    value: round(value),
    unit,
    reference: reference === null ? null : round(reference),
    ratio: reference ? round(value / reference) : null,
    target,
    ok: value <= target,
  };
}

/** Times `action` one call after the other; the first ones, which warm caches, are not counted. */
export async function sample(
  times: number,
  action: (index: number) => Promise<unknown>,
  warmUp = 30,
): Promise<Sample> {
  for (let index = 0; index < warmUp; index += 1) await action(-1 - index);
  const measured: number[] = [];
  for (let index = 0; index < times; index += 1) {
    const startedAt = performance.now();
    await action(index);
    measured.push(performance.now() - startedAt);
  }
  return summary(measured);
}

/** The middle and the 99th of a hundred. */
export function summary(measured: number[]): Sample {
  const sorted = [...measured].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** The machine the figures come from. */
export function machine() {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
  };
}

/** Figures as an aligned table. */
export function table(figures: Figure[]): string {
  const rows = [
    ['figure', 'value', 'unit', 'reference', 'ratio', 'target', 'held'],
    ...figures.map((each) => [
      each.name,
      String(each.value),
      each.unit,
      each.reference === null ? '-' : String(each.reference),
      each.ratio === null ? '-' : String(each.ratio),
      String(each.target),
      each.ok ? 'yes' : 'NO',
    ]),
  ];
  const widths = (rows[0] as string[]).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] as string).length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] as number),
        )
        .join('  '),
    )
    .join('\n');
}
