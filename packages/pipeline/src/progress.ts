import type { Environment } from "./environment.ts";

export interface Progress {
  step(): void;
  end(): void;
}

/** How many items make it worth telling a person that something is going on. */
const quiet = 200;

/** One line on standard error that counts up, for people only: silent in CI and for short work. */
export function createProgress({ interactive, stderr }: Environment, what: string, total: number): Progress {
  let done = 0;
  const shown = interactive && total > quiet;
  return {
    step() {
      done++;
      if (shown && done % quiet === 0) stderr(`\r${what}: ${done} of ${total}`);
    },
    end() {
      if (shown) stderr(`\r${what}: ${total} of ${total}\n`);
    },
  };
}
