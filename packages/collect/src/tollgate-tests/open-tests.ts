import { isFailing, testIdentity } from "@tollgate/model";
import type { CaseSink } from "../json/case-sink.ts";
import { missingField } from "../json/doubts.ts";
import { showValue } from "../json/show-value.ts";
import { quote } from "../problem-tally.ts";
import type { RawTest } from "../reader.ts";
import { otherTest } from "./doubts.ts";

/** Tests that were written before they were known to be over: the last line of each stands. */
export interface OpenTests {
  /** Gives a test without an id to the cases at once. */
  add(id: unknown, test: RawTest, where: string): void;
  /** Gives what is left to the cases, in the order of their first lines. */
  close(): void;
}

export function createOpenTests(cases: CaseSink): OpenTests {
  const open = new Map<string, RawTest>();
  return {
    add(id, test, where) {
      if (typeof id !== "string") {
        if (id !== undefined) cases.doubt(missingField, `"id" of ${where}, which is ${showValue(id)}`);
        cases.add(test);
        return;
      }
      const before = open.get(id);
      if (before !== undefined && !continues(test, before)) {
        cases.doubt(otherTest, `${quote(id)} in ${where}`);
        cases.add(before);
      }
      open.set(id, test);
    },
    close() {
      for (const test of open.values()) cases.add(test);
      open.clear();
    },
  };
}

/** True when `test` is the same test as `before`, and tells all failures that `before` told. */
function continues(test: RawTest, before: RawTest): boolean {
  return identityOf(test) === identityOf(before) && failuresIn(test) >= failuresIn(before);
}

function identityOf(test: RawTest): string {
  return testIdentity({ ...test, package: "" });
}

function failuresIn({ status, earlier = [] }: RawTest): number {
  return [{ status }, ...earlier].filter((attempt) => isFailing(attempt.status)).length;
}
