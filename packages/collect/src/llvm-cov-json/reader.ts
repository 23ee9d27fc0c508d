import { openCoverage } from "../json-coverage/open-coverage.ts";
import type { Reader } from "../reader.ts";
import { readReport } from "./read-report.ts";
import { recogniseLlvm } from "./recognise.ts";

/** `llvm-cov export`: of clang, swift, rustc and cargo-llvm-cov. */
export const llvmCovJson: Reader = {
  id: "llvm-cov-json",
  holds: "coverage",
  recognises: recogniseLlvm,
  open: (context) => openCoverage(context, readReport),
};
