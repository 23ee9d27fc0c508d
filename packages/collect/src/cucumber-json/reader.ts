import { openDocument } from "../json/document.ts";
import type { Reader } from "../reader.ts";
import { readReport } from "./read-report.ts";
import { recogniseCucumberJson } from "./recognise.ts";

/** The JSON of cucumber-js, cucumber-jvm, cucumber-ruby, behave and others that write its shape. */
export const cucumberJson: Reader = {
  id: "cucumber-json",
  holds: "tests",
  recognises: recogniseCucumberJson,
  open: ({ sink }) =>
    openDocument({
      problem: (problem) => sink.problem(problem),
      read: (document) => readReport(document, sink),
    }),
};
