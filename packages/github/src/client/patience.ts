/** How long one process waits for GitHub in all. */
const budget = 60_000;

/** The waiting that one process may do, and the time before which GitHub wants to hear nothing. */
export interface Patience {
  /** False when so long a wait would use up what is left. */
  affords(milliseconds: number): boolean;
  wait(milliseconds: number): Promise<void>;
  /** Counts time that was spent on an answer that never came. */
  charge(milliseconds: number): void;
  /** GitHub wants no request for so long. */
  closeFor(milliseconds: number): void;
  /** How long GitHub still wants no request. */
  closed(): number;
}

type Clock = { readonly now: () => number; readonly sleep: (milliseconds: number) => Promise<void> };

export function createPatience({ now, sleep }: Clock): Patience {
  let spent = 0;
  let opensAt = 0;
  return {
    affords: (milliseconds) => spent + milliseconds < budget,
    async wait(milliseconds) {
      spent += milliseconds;
      await sleep(milliseconds);
    },
    charge(milliseconds) {
      spent += milliseconds;
    },
    closeFor(milliseconds) {
      opensAt = Math.max(opensAt, now() + milliseconds);
    },
    closed: () => Math.max(0, opensAt - now()),
  };
}
