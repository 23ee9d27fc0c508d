import type { Reader } from "../reader.ts";
import { recogniseLcov } from "./recognise.ts";
import { openSession } from "./session.ts";

/** Tracefiles of lcov 1 and 2, as lcov, gcovr, coverage.py, istanbul, c8, node and many others write them. */
export const lcov: Reader = {
  id: "lcov",
  holds: "coverage",
  recognises: recogniseLcov,
  open: openSession,
};
