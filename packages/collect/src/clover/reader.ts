import type { Reader } from "../reader.ts";
import { recogniseClover } from "./recognise.ts";
import { openSession } from "./session.ts";

/** Clover's XML, as OpenClover, PHPUnit, gcovr and istanbul (nyc, c8, jest, vitest) write it. */
export const clover: Reader = {
  id: "clover",
  holds: "coverage",
  recognises: recogniseClover,
  open: openSession,
};
