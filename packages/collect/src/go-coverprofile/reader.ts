import type { Reader } from "../reader.ts";
import { recogniseGoProfile } from "./recognise.ts";
import { openSession } from "./session.ts";

/** Go's text profile: `go test -coverprofile`, `go tool covdata textfmt`, gocovmerge. */
export const goCoverprofile: Reader = {
  id: "go-coverprofile",
  holds: "coverage",
  recognises: recogniseGoProfile,
  open: openSession,
};
