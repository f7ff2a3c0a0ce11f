/** Hands the lines of the screen to Ink, one Text each, and the terminal's cursor with them. */
import { Box, type Instance, render, Text, useApp, useCursor, useStdin } from 'ink';
import { memo, type ReactNode, useEffect, useSyncExternalStore } from 'react';

/** A painted screen. */
export interface Frame {
  lines: readonly string[];
  cursor: { x: number; y: number } | null;
  /** Another number draws every line anew. */
  epoch: number;
}

/** What a running screen can do. */
export interface ScreenHandle {
  /** Lends the terminal to another program until `work` is done. */
  suspend(work: () => Promise<void>): Promise<void>;
  /** Resolves when all that was drawn has been written. */
  flushed(): Promise<void>;
}

const LineText = memo(({ text }: { text: string }): ReactNode => <Text wrap="truncate">{text}</Text>);

/** Where frames come from; `frame` gives the same object until there is a new one. */
export interface FrameSource {
  frame(): Frame;
  subscribe(listener: () => void): () => void;
}

/** Takes the terminal's other screen and shows the newest frame of `source` on it, until unmounted. */
export function showFrames(options: {
  source: FrameSource;
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  onReady(handle: ScreenHandle): void;
}): Instance {
  return render(<FrameView source={options.source} onReady={options.onReady} />, {
    stdin: options.stdin,
    stdout: options.stdout,
    alternateScreen: true,
    incrementalRendering: true,
    maxFps: 120,
    exitOnCtrlC: false,
    patchConsole: false,
    kittyKeyboard: { mode: 'auto' },
    interactive: true,
  });
}

function FrameView({
  source,
  onReady,
}: {
  source: FrameSource;
  onReady(handle: ScreenHandle): void;
}): ReactNode {
  const frame = useSyncExternalStore(source.subscribe, source.frame);
  const { suspendTerminal, waitUntilRenderFlush } = useApp();
  const { setRawMode } = useStdin();
  const { setCursorPosition } = useCursor();

  useEffect(() => {
    setRawMode(true);
    return () => setRawMode(false);
  }, [setRawMode]);
  useEffect(
    () => onReady({ suspend: (work) => suspendTerminal(work), flushed: waitUntilRenderFlush }),
    [onReady, suspendTerminal, waitUntilRenderFlush],
  );

  setCursorPosition(frame.cursor ?? undefined);
  return (
    <Box key={frame.epoch} flexDirection="column">
      {frame.lines.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line of the screen is its place and nothing else
        <LineText key={index} text={text} />
      ))}
    </Box>
  );
}
