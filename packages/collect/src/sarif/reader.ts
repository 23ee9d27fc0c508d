import { openFindings } from "../findings/open-findings.ts";
import type { Reader } from "../reader.ts";
import { readLog } from "./read-log.ts";
import { recogniseSarif } from "./recognise.ts";

/** SARIF 2.1.0, which most analysis tools write. */
export const sarif: Reader = {
  id: "sarif",
  holds: "findings",
  recognises: recogniseSarif,
  open: ({ sink }) => openFindings(sink, readLog),
};
