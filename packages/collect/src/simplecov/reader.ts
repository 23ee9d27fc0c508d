import { openCoverage } from "../json-coverage/open-coverage.ts";
import type { Reader } from "../reader.ts";
import { readReport } from "./read-report.ts";
import { recogniseSimplecov } from "./recognise.ts";

/** SimpleCov's `.resultset.json`, and the `coverage.json` of its JSON formatter. */
export const simplecov: Reader = {
  id: "simplecov",
  holds: "coverage",
  recognises: recogniseSimplecov,
  open: (context) => openCoverage(context, readReport),
};
