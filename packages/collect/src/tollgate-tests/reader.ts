import type { Reader } from "../reader.ts";
import { openSession } from "./session.ts";

/** What Tollgate's own reporters write while a runner runs: a header, a line for each test, and an end. */
export const tollgateTests: Reader = {
  id: "tollgate-tests",
  holds: "tests",
  recognises: ({ text }) => /^\s*\{\s*"tollgate"\s*:\s*"tests\//.test(text),
  open: ({ sink }) => openSession(sink),
};
