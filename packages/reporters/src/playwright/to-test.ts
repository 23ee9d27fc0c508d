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
    ...toAnnotations(test),
  };
}

/** Those of the declaration, and those that its tries add. Why a test was skipped is told as its detail. */
function toAnnotations({ annotations, results }: TestCase): Pick<RawTest, "annotations"> {
  const told = [annotations, ...results.map((result) => result.annotations ?? [])]
    .flat()
    .filter(({ type }) => type !== "skip" && type !== "fixme")
    .map(({ type, description }) => ({ type, ...(description === undefined ? {} : { text: description }) }));
  const once = new Map(told.map((annotation) => [JSON.stringify(annotation), annotation]));
  return once.size === 0 ? {} : { annotations: [...once.values()] };
}
