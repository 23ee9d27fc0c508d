import type { TestCase } from "@playwright/test/reporter";
import type { RawTest } from "@tollgate/collect/tollgate-tests";
import { toTries } from "./to-tries.ts";

/** A test in one project with its tries so far. */
export function toTest(test: TestCase): RawTest {
  const [, project = "", , ...titles] = test.titlePath();
  return {
    file: test.location.file,
    suite: titles.slice(0, -1).filter((title) => title !== ""),
    name: test.title,
    ...(project === "" ? {} : { environment: project }),
    line: test.location.line,
    ...toTries(test),
  };
}
