import { Worker } from "node:worker_threads";

/** Ends the process, loudly, when one case takes longer than a hang is told by: a reader that loops cannot be interrupted. */
export interface Watchdog {
  /** A case begins; the one before has ended. */
  begin(): void;
  close(): Promise<number>;
}

export function startWatchdog(label: string, secondsPerCase: number): Watchdog {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(watch, {
    eval: true,
    execArgv: [],
    workerData: { beats, label, milliseconds: secondsPerCase * 1_000 },
  });
  return {
    begin: () => void Atomics.add(beats, 0, 1),
    close: () => worker.terminate(),
  };
}

/** Runs in a thread of its own; writes without the event loop of the thread that hangs. */
const watch = `
  const { workerData: { beats, label, milliseconds } } = require("node:worker_threads");
  const { writeSync } = require("node:fs");
  let last = 0;
  setInterval(() => {
    const now = Atomics.load(beats, 0);
    if (now > 0 && now === last) {
      writeSync(2, "\\n" + label + ": case " + now + " hangs\\n");
      process.kill(process.pid, "SIGKILL");
    }
    last = now;
  }, milliseconds);
`;
