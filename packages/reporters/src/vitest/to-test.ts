import { basename } from "node:path";
import { type RawTest, toDetail } from "@tollgate/collect/tollgate-tests";
import type { TestCase, TestModule, TestSuite } from "vitest/node";
import { errorText } from "./error-text.ts";
import { toAttachments } from "./to-attachments.ts";
import { toTries } from "./to-tries.ts";

/** A test with its tries, as vitest tells it. */
export function toTest(test: TestCase): RawTest {
  return {
    ...placeOf(test.module),
    suite: suitesAround(test),
    name: test.name,
    ...lineOf(test),
    ...toTries(test),
    ...toAttachments(test),
    ...toAnnotations(test),
  };
}

function toAnnotations(test: TestCase): Pick<RawTest, "annotations"> {
  const annotations = test.annotations().map(({ type, message }) => ({ type, text: message }));
  return annotations.length === 0 ? {} : { annotations };
}

/** What failed outside the tests of a file, each as a case of its own: the file did not load, or a hook failed. */
export function* outsideTests(module: TestModule): Iterable<RawTest> {
  let isTold = false;
  const { done } = module.children.allTests("failed").next();
  if (done !== true) isTold = true;
  for (const suite of module.children.allSuites()) {
    if (suite.errors().length === 0) continue;
    isTold = true;
    yield {
      ...placeOf(module),
      suite: [...suitesAround(suite), suite.name],
      name: "beforeAll or afterAll",
      ...lineOf(suite),
      ...errored(suite),
    };
  }
  if (module.errors().length > 0 || (!module.ok() && !isTold))
    yield { ...placeOf(module), suite: [], name: basename(module.moduleId), ...errored(module) };
}

function placeOf({ moduleId, project }: TestModule): Pick<RawTest, "file" | "environment"> {
  return { file: moduleId, ...(project.name === "" ? {} : { environment: project.name }) };
}

/** Lines are known with `includeTaskLocation` only. */
function lineOf({ location }: TestCase | TestSuite): Pick<RawTest, "line"> {
  return location === undefined ? {} : { line: location.line };
}

function suitesAround({ parent }: TestCase | TestSuite): readonly string[] {
  return parent.type === "module" ? [] : [...suitesAround(parent), parent.name];
}

function errored(part: TestSuite | TestModule): Pick<RawTest, "status" | "details"> {
  const details = part.errors().map((error) => toDetail("error", errorText(error)));
  return { status: "errored", details: details.length > 0 ? details : [untold] };
}

const untold = {
  kind: "error",
  message: "The file failed outside its tests; vitest does not say why.",
} as const;
