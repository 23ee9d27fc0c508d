import type { Reader } from "../reader.ts";
import { recogniseGoTest } from "./recognise.ts";
import { openSession } from "./session.ts";

/** What `go test -json` (test2json) streams, also with the lines that go itself prints into the same file. */
export const goTestJson: Reader = {
  id: "go-test-json",
  holds: "tests",
  recognises: recogniseGoTest,
  open: openSession,
};
