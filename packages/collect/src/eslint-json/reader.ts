import { openFindings } from "../findings/open-findings.ts";
import type { Reader } from "../reader.ts";
import { readReport } from "./read-report.ts";
import { recogniseEslint } from "./recognise.ts";

/** `eslint --format json`. */
export const eslintJson: Reader = {
  id: "eslint-json",
  holds: "findings",
  recognises: recogniseEslint,
  open: ({ sink }) => openFindings(sink, readReport),
};
