import { type ChildProcess, spawn } from "node:child_process";

/** How a person's cancel reaches a step: a signal, then a firmer one, then the end. */
export type Cancel = {
  /** Aborting it is the press of the button. */
  readonly signal: AbortSignal;
  /** From SIGINT to SIGTERM. @default 7500 */
  readonly interruptMs?: number;
  /** From SIGTERM to SIGKILL. @default 2500 */
  readonly terminateMs?: number;
};

export type RunProcessOptions = {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Called with each line of both streams, without its end. */
  readonly onLine: (line: string) => void;
  readonly cancel?: Cancel | undefined;
};

export type ProcessEnd = {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly cancelled: boolean;
  /** Everything that was written, as it was written. */
  readonly output: string;
};

/**
 * Runs one step's process as the runner does. What it leaves running is ended with it: the runner would end it with
 * the job.
 */
export function runProcess(options: RunProcessOptions): Promise<ProcessEnd> {
  const { command, args, cwd, env, onLine, cancel } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const streams = [child.stdout, child.stderr].map((stream) => {
      const lines = new Lines(onLine);
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        lines.push(text);
      });
      return lines;
    });
    const cancelling = cancel === undefined ? undefined : cancelOn(cancel, child);
    child.on("error", reject);
    child.on("exit", () => killGroup(child));
    child.on("close", (exitCode, signal) => {
      cancelling?.stop();
      for (const lines of streams) lines.end();
      resolve({ exitCode, signal, cancelled: cancel?.signal.aborted === true, output });
    });
  });
}

function cancelOn(
  { signal, interruptMs = 7500, terminateMs = 2500 }: Cancel,
  child: ChildProcess,
): { readonly stop: () => void } {
  const timers: NodeJS.Timeout[] = [];
  const begin = (): void => {
    child.kill("SIGINT");
    timers.push(
      setTimeout(() => child.kill("SIGTERM"), interruptMs),
      setTimeout(() => child.kill("SIGKILL"), interruptMs + terminateMs),
    );
  };
  if (signal.aborted) begin();
  else signal.addEventListener("abort", begin, { once: true });
  return {
    stop() {
      signal.removeEventListener("abort", begin);
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // nothing was left
  }
}

/** Lines as .NET's StreamReader sees them: `\n`, `\r\n` and a lone `\r` end one. */
class Lines {
  #rest = "";
  readonly #onLine: (line: string) => void;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  push(text: string): void {
    const all = this.#rest + text;
    // a carriage return at the end may be half of an end of line
    const whole = all.endsWith("\r") ? all.slice(0, -1) : all;
    const parts = whole.split(/\r\n|\n|\r/);
    this.#rest = parts.pop()! + all.slice(whole.length);
    for (const line of parts) this.#onLine(line);
  }

  end(): void {
    const rest = this.#rest.replace(/\r$/, "");
    if (this.#rest !== "") this.#onLine(rest);
    this.#rest = "";
  }
}
