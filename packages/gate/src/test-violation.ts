import { failureLine, fullTitle, type MergedCase, type Violation } from "@tollgate/model";
import { failureOf } from "./evidence/test-failures.ts";

/** A failing test: `cart > adds (unit, fails on the base too): expected 3 to be 4`. */
export function failureViolation(test: MergedCase): Violation {
  const said = test.details
    .map(({ message, text }) => firstLine(message) || firstLine(text))
    .find((text) => text !== "");
  const since = test.change === "still-failing" ? ["fails on the base too"] : [];
  const words = { notes: since, line: failureLine(test), ...(said === undefined ? {} : { said }) };
  return { ...testViolation(test, words), ...failureOf(test) };
}

type Words = {
  /** What stands in parentheses beside kind and environment. */
  readonly notes?: readonly string[];
  /** What is wrong with it. */
  readonly said?: string;
  readonly line?: number | undefined;
};

type NamedTest = Pick<MergedCase, "package" | "file" | "suite" | "name" | "kind" | "environment">;

/** A test as violations name it, with its place. */
export function testViolation(test: NamedTest, { notes = [], said, line }: Words): Violation {
  const { kind, environment, file } = test;
  const where = [kind, ...(environment === undefined ? [] : [environment]), ...notes].join(", ");
  return {
    message: `${fullTitle(test)} (${where})${said === undefined ? "" : `: ${said}`}`,
    package: test.package,
    ...(file === undefined ? {} : { path: file }),
    ...(file === undefined || line === undefined ? {} : { line }),
  };
}

/** `cart > adds, cart > removes and 3 more`: a few titles. */
export function titlesOf(tests: readonly Pick<MergedCase, "suite" | "name">[]): string {
  const titles = tests.slice(0, named).map(fullTitle);
  const more = tests.length - titles.length;
  return more > 0 ? `${titles.join(", ")} and ${more} more` : titles.join(", ");
}

/** How many tests a sentence names. */
const named = 3;

function firstLine(text: string | undefined): string {
  return /\S.*/.exec(text ?? "")?.[0].trimEnd() ?? "";
}
