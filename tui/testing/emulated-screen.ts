/** A terminal in this process: bytes go in, what a person would see comes out, without waiting. */
import unicode11 from '@xterm/addon-unicode11';
import headless, { type IUnicodeVersionProvider } from '@xterm/headless';

export interface EmulatedScreen {
  write(bytes: string): void;
  resize(columns: number, rows: number): void;
  /** Empties it, as a terminal that was just opened. */
  reset(): void;
  /** Each row with the look of each of its cells, for comparing. */
  cells(): string[];
  /** Where each column of a row leads; empty for nowhere. */
  linksOf(y: number): string[];
  /** Each row as text, without spaces at its end. */
  rows(): string[];
  cursor(): { x: number; y: number };
}

/** The emulator's own parts that are used: there is no public way to write without waiting for a timer. */
interface Inside {
  _core: {
    _writeBuffer: { writeSync(data: string): void };
    _oscLinkService: { getLinkData(id: number): { uri: string } | undefined };
  };
}

/** The same for what a cell knows beyond its look. */
interface CellInside {
  hasExtendedAttrs(): number;
  extended: { urlId: number };
}

/** Which widths a terminal believes in: an old table, a newer one, or one that gives foreign letters too much. */
export type Widths = '6' | '11' | 'generous';

const generous: IUnicodeVersionProvider = {
  version: 'generous',
  wcwidth: (code) => (/\p{M}/u.test(String.fromCodePoint(code)) ? 0 : isKnown(code) ? 1 : 2),
  // As the emulator packs it: whether it joins the character before it in bit 0, the width in bits 1 and 2.
  charProperties: (code, before) => {
    const width = generous.wcwidth(code);
    return width === 0 && before !== 0 ? (before & 6) | 1 : width << 1;
  },
};

function isKnown(code: number): boolean {
  return code < 0x300 || (code >= 0x5d0 && code <= 0x64a) || (code >= 0x2010 && code <= 0x27bf);
}

/** Opens one. */
export function emulatedScreen(columns: number, rows: number, widths: Widths = '11'): EmulatedScreen {
  const terminal = new headless.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 50 });
  terminal.loadAddon(new unicode11.Unicode11Addon());
  terminal.unicode.register(generous);
  terminal.unicode.activeVersion = widths;
  const { _writeBuffer: inside, _oscLinkService: links } = (terminal as unknown as Inside)._core;
  const cell = terminal.buffer.active.getNullCell();
  const linkOfCell = () => {
    const { extended, hasExtendedAttrs } = cell as unknown as CellInside;
    const id = hasExtendedAttrs.call(cell) ? extended.urlId : 0;
    return id === 0 ? '' : (links.getLinkData(id)?.uri ?? '');
  };

  /** A terminal that lost rows keeps them above its screen. */
  const lineAt = (y: number) => terminal.buffer.active.getLine(terminal.buffer.active.baseY + y);
  const rowOf = (y: number): string => {
    const line = lineAt(y);
    let text = '';
    let look = '';
    for (let x = 0; x < terminal.cols; x += 1) {
      line?.getCell(x, cell);
      const letters = cell.getWidth() === 0 ? '' : cell.getChars() || ' ';
      const now = `${cell.isBold() ? 'b' : ''}${cell.isDim() ? 'd' : ''}${cell.isUnderline() ? 'u' : ''}${
        cell.isInverse() ? 'i' : ''
      }${cell.isItalic() ? 't' : ''},${cell.getFgColor()},${cell.getBgColor()},${linkOfCell()}`;
      const isPlain = letters === ' ' && cell.isBgDefault() && !cell.isUnderline() && !cell.isInverse();
      // Of a blank only the background shows.
      const seen = isPlain ? '' : now;
      if (seen !== look) text += `{${seen}}`;
      look = seen;
      text += letters;
    }
    return text;
  };
  const everyRow = <Value>(read: (y: number) => Value) =>
    Array.from({ length: terminal.rows }, (_, y) => read(y));

  return {
    write: (bytes) => inside.writeSync(bytes),
    resize: (toColumns, toRows) => terminal.resize(toColumns, toRows),
    reset: () => terminal.reset(),
    cells: () => everyRow(rowOf),
    linksOf: (y) =>
      Array.from({ length: terminal.cols }, (_, x) => {
        lineAt(y)?.getCell(x, cell);
        return linkOfCell();
      }),
    rows: () => everyRow((y) => (lineAt(y)?.translateToString(true) ?? '').trimEnd()),
    cursor: () => ({ x: terminal.buffer.active.cursorX, y: terminal.buffer.active.cursorY }),
  };
}
