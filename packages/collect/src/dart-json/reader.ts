import type { Reader } from "../reader.ts";
import { recogniseDart } from "./recognise.ts";
import { openSession } from "./session.ts";

/** What `dart test --reporter=json` and `flutter test --machine` stream (protocol 0.1). */
export const dartJson: Reader = {
  id: "dart-json",
  holds: "tests",
  recognises: recogniseDart,
  open: openSession,
};
