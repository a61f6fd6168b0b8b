import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url));

/** A `tributary` command that runs in a process of its own. */
export interface Command {
  /** Standard output so far. */
  text(): string;
  /** Waits until the output matches; fails when the process ends before that. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Asks it to stop as a supervisor does; its exit code. */
  stop(): Promise<number | null>;
  ended: Promise<number | null>;
}

/** Only what a command needs of this process's environment, and the given settings. */
export function tributary(args: readonly string[], settings: Readonly<Record<string, string>>): Command {
  const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...settings };
  const child: ChildProcess = spawn(process.execPath, ['--no-warnings', MAIN, ...args], { env });
  let text = '';
  const collect = (chunk: unknown): void => void (text += String(chunk));
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const ended = once(child, 'exit').then(([code]): number | null => code);
  return {
    text: () => text,
    ended,
    async says(pattern) {
      for (;;) {
        const match = pattern.exec(text);
        if (match) return match;
        if (child.exitCode !== null) throw new Error(`the command ended before it said ${pattern}:\n${text}`);
        await Promise.race([once(child.stdout ?? child, 'data'), ended]);
      }
    },
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
