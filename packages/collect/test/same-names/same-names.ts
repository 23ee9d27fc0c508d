export type Told = "passed" | "failed" | "skipped";

/** A report with tests of one name, by format: the least that the format's tool writes. */
export type SameNames = Readonly<Record<string, (...told: readonly Told[]) => string>>;
