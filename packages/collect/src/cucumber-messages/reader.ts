import type { Reader } from "../reader.ts";
import { recogniseMessages } from "./recognise.ts";
import { openSession } from "./session.ts";

/** Cucumber messages as NDJSON, as the formatter `message` of cucumber-js, -jvm, -ruby and others streams them. */
export const cucumberMessages: Reader = {
  id: "cucumber-messages",
  holds: "tests",
  recognises: recogniseMessages,
  open: openSession,
};
