import type { Reader } from "../reader.ts";
import { recogniseTap } from "./recognise.ts";
import { openSession } from "./session.ts";

/** The Test Anything Protocol, versions 12 to 14, as node, tap, vitest, mocha, prove, bats and many others write it. */
export const tap: Reader = {
  id: "tap",
  holds: "tests",
  recognises: recogniseTap,
  open: openSession,
};
