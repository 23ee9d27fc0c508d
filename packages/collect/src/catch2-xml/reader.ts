import type { Reader } from "../reader.ts";
import { openReport } from "../xml-tests/report-session.ts";
import { catch2Document } from "./document.ts";
import { recogniseCatch2 } from "./recognise.ts";

/** What Catch2's reporter `xml` writes, in versions 2 and 3. */
export const catch2Xml: Reader = {
  id: "catch2-xml",
  holds: "tests",
  recognises: recogniseCatch2,
  open: (context) => openReport({ results: new Set(["TestCase"]), document: catch2Document }, context),
};
