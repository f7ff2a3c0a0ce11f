/** The reference for the inbox: a bare Ink program with as many rows, where each key marks another one. */
import { Box, render, Text, useApp, useInput } from 'ink';
import { createElement, memo, useEffect, useState } from 'react';
import { markerText } from '../src/inbox/test-marker.ts';

const { columns = 80, rows = 24 } = process.stdout;
const Row = memo(({ index, isMarked }: { index: number; isMarked: boolean }) =>
  createElement(
    Text,
    { wrap: 'truncate', inverse: isMarked },
    `${String(1_000 + index)} A row of words that fills the line `.padEnd(columns - 1, '.'),
  ),
);

const Screen = () => {
  const [keys, setKeys] = useState(0);
  const { waitUntilRenderFlush } = useApp();
  useInput(() => setKeys((before) => before + 1));
  useEffect(() => {
    void waitUntilRenderFlush().then(() =>
      process.stdout.write(
        markerText({ frame: keys, hash: '', keys, size: `${columns}x${rows}`, isQuiet: true }),
      ),
    );
  }, [keys, waitUntilRenderFlush]);
  const marked = keys % (rows - 2);
  return createElement(
    Box,
    { flexDirection: 'column' },
    Array.from({ length: rows }, (_, index) =>
      createElement(Row, { key: index, index, isMarked: index === marked }),
    ),
  );
};

render(createElement(Screen), {
  alternateScreen: true,
  incrementalRendering: true,
  maxFps: 120,
  exitOnCtrlC: false,
  patchConsole: false,
  interactive: true,
});
