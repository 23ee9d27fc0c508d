import { openCoverage } from "../json-coverage/open-coverage.ts";
import type { Reader } from "../reader.ts";
import { readReport } from "./read-report.ts";

/** Codecov's own JSON, as cargo-llvm-cov (`--codecov`) and scripts write it. */
export const codecovJson: Reader = {
  id: "codecov-json",
  holds: "coverage",
  recognises: ({ text }) => beginning.test(text),
  open: (context) => openCoverage(context, readReport),
};

/** `coverage`, a file, and its lines: by number, or as a list. */
const beginning = /^\s*\{\s*"coverage"\s*:\s*\{\s*"(?:[^"\\]|\\.)+"\s*:\s*(?:\{\s*(?:"\d+"\s*:|\})|\[)/;
