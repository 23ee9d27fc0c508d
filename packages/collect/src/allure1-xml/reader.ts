import type { Reader } from "../reader.ts";
import { openReport } from "../xml-tests/report-session.ts";
import { allure1Document } from "./document.ts";
import { recogniseAllure1 } from "./recognise.ts";

/** Result files of Allure 1 (`*-testsuite.xml`), one by one: each holds one suite with its tests. */
export const allure1Xml: Reader = {
  id: "allure1-xml",
  holds: "tests",
  recognises: recogniseAllure1,
  open: (context) => openReport({ results: new Set(["test-case"]), document: allure1Document }, context),
};
