import type { Reader } from "../reader.ts";
import { recogniseJunit } from "./recognise.ts";
import { openSession } from "./session.ts";

/**
 * JUnit XML in all its dialects. There is no standard: what counts is what stands in the tree; totals, names and
 * attributes are evidence that is compared with it. Nothing that is not understood passes.
 */
export const junit: Reader = {
  id: "junit-xml",
  holds: "tests",
  recognises: recogniseJunit,
  open: openSession,
};
