import type { Reader } from "../reader.ts";
import { recogniseCobertura } from "./recognise.ts";
import { openSession } from "./session.ts";

/** Cobertura's XML, as coverage.py, gcovr, istanbul, coverlet, PHPUnit, ReportGenerator and many others write it. */
export const cobertura: Reader = {
  id: "cobertura",
  holds: "coverage",
  recognises: recogniseCobertura,
  open: openSession,
};
