import type { Reader } from "../reader.ts";
import { openReport } from "../xml-tests/report-session.ts";
import { xunitDocument } from "./document.ts";
import { recogniseXunit } from "./recognise.ts";

/** xUnit.net's own XML: version 2 (of xUnit.net 2 and 3), and the older one with classes in place of collections. */
export const xunitXml: Reader = {
  id: "xunit-xml",
  holds: "tests",
  recognises: recogniseXunit,
  open: (context) => openReport({ results: new Set(["test"]), document: xunitDocument }, context),
};
