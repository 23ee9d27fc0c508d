import { cobertura } from "../cobertura/reader.ts";
import { openSession } from "../cobertura/session.ts";
import type { Reader } from "../reader.ts";
import type { RepeatedReading, XmlHandler, XmlScanner } from "../xml/handler.ts";
import { createXmlScanner } from "../xml/scanner.ts";

/** The reader of Cobertura to which the scanner tells every element: slow, and what the usual one must agree with. */
export const strictCobertura: Reader = withRepeated({
  inside: "",
  read: (_bytes, from) => ({ end: from, lineFeeds: 0 }),
});

/** The reader of Cobertura with another way to read elements that repeat. */
export function withRepeated(repeated: RepeatedReading): Reader {
  return coberturaBy((handler) => createXmlScanner({ ...handler, repeated }));
}

export function coberturaBy(createScanner: (handler: XmlHandler) => XmlScanner): Reader {
  return { ...cobertura, open: (context) => openSession(context, createScanner) };
}
