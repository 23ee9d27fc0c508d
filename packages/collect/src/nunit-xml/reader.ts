import type { Reader } from "../reader.ts";
import { openReport } from "../xml-tests/report-session.ts";
import { nunitDocument } from "./document.ts";
import { recogniseNunit } from "./recognise.ts";

/** NUnit XML: what NUnit 3 and 4, NUnit 2, Unity and converters for other .NET frameworks write. */
export const nunitXml: Reader = {
  id: "nunit-xml",
  holds: "tests",
  recognises: recogniseNunit,
  open: (context) => openReport({ results: new Set(["test-case"]), document: nunitDocument }, context),
};
