import type { Reader } from "../reader.ts";
import { recogniseMochaStream } from "./recognise.ts";
import { openStream } from "./session.ts";

/** What `mocha --reporter json-stream` writes. */
export const mochaJsonStream: Reader = {
  id: "mocha-json-stream",
  holds: "tests",
  recognises: recogniseMochaStream,
  open: ({ sink }) => openStream(sink),
};
