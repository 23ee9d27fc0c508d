import type { Reader } from "../reader.ts";
import { recogniseOpenCover } from "./recognise.ts";
import { openSession } from "./session.ts";

/** OpenCover's XML, as OpenCover, coverlet and AltCover write it. */
export const opencover: Reader = {
  id: "opencover",
  holds: "coverage",
  recognises: recogniseOpenCover,
  open: openSession,
};
