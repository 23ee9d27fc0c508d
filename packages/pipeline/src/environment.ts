/** Everything of the outside world that a command may use, given once by the shell. */
export type Environment = {
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Results for people or machines. */
  readonly stdout: (text: string) => void;
  /** Progress and notices. */
  readonly stderr: (text: string) => void;
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** True when a person looks at standard error: then long work shows progress. */
  readonly interactive: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How it waits for others. @default timers of the platform */
  readonly sleep?: (milliseconds: number) => Promise<void>;
};
