import type { Reader } from "../reader.ts";
import { recogniseV8 } from "./recognise.ts";
import { openV8 } from "./session.ts";

/**
 * What V8 counted: files of `NODE_V8_COVERAGE`, one a process, and what Playwright's `page.coverage` gives. The texts of
 * the scripts are needed with it: they are parsed, and the counts put on what istanbul would have counted.
 */
export const v8Raw: Reader = {
  id: "v8-raw",
  holds: "coverage",
  measuresTests: true,
  recognises: recogniseV8,
  open: openV8,
};
