import type { TestCase } from "@tollgate/model";
import { producers } from "./producers.ts";

/** What a report may be unable to say, whatever happened in the run. */
type LostFact = keyof typeof lostFacts;

/** What a producer cannot tell, and the line of configuration, or the command, that mends it. */
export type Loss = { readonly fact: LostFact; readonly mend: string };

/** A tool as it writes one format. */
export type Producer = {
  readonly format: string;
  /** As the reader names it, without a version. */
  readonly name: string;
  readonly loses: readonly Loss[];
};

/** Each fact in words that go on from "cannot tell". */
export const lostFacts = {
  retries: "tries before the last one",
  attempts: "message and time of each try",
  todo: "planned tests from skipped ones",
  pending: "tests that are pending",
  file: "the file of a test",
  line: "the line of a test",
  load: "files that did not load",
  unhandled: "errors outside any test",
  crash: "a crash of the program under test",
  messages: "why a test failed",
  parts: "the tests inside a program",
  run: "how the run ended",
} as const;

/** What the report's producer cannot tell, without what the report at hand does tell. */
export function lossesOf(
  format: string | undefined,
  producer: string | undefined,
  cases: readonly TestCase[],
): readonly (Loss & { readonly what: string })[] {
  const found = producers.find((one) => one.format === format && isNamed(producer, one.name));
  return (found?.loses ?? [])
    .filter(({ fact }) => told[fact]?.(cases) !== true)
    .map((loss) => ({ ...loss, what: lostFacts[loss.fact] }));
}

function isNamed(producer: string | undefined, name: string): boolean {
  return producer === name || producer?.startsWith(`${name} `) === true;
}

/** Depends on how the tool is configured: a report that tells such a fact once has not lost it. */
const told: { readonly [Fact in LostFact]?: (cases: readonly TestCase[]) => boolean } = {
  file: (cases) => cases.some(({ file }) => file !== undefined),
  line: (cases) => cases.some(({ line }) => line !== undefined),
  retries: (cases) => cases.some(({ earlier }) => earlier !== undefined),
};
