import type { XmlAttributes } from "../xml/handler.ts";
import { ignored, type Part, textPart } from "../xml-tests/part.ts";
import type { ToldFailure } from "../xml-tests/to-failure.ts";

/** Something in a test that did not go as it should. */
export type Failed = {
  readonly failure: ToldFailure;
  /** An exception or a signal: not what the test was asked to find out. */
  readonly isError: boolean;
  /** False for an expression that may fail in a test that passes (`CHECK_NOFAIL`). */
  readonly counts: boolean;
};

/** An assertion; those that hold are written too when the program is run with `-s`. */
export function expressionPart(
  attributes: XmlAttributes,
  sections: readonly string[],
  take: (failed: Failed) => void,
): Part {
  const holds = attributes.get("success") === "true";
  const macro = attributes.keep("type") ?? "";
  const place = placeOf(attributes, sections);
  let original = "";
  let expanded = "";
  let thrown: string | undefined;
  return {
    child(name) {
      if (name === "Original") return textPart((text) => (original ||= text.trim()));
      if (name === "Expanded") return textPart((text) => (expanded ||= text.trim()));
      if (name === "Exception" || name === "FatalErrorCondition")
        return textPart((text) => {
          thrown ??= text.trim();
        });
      return name === "Info" || name === "Warning" ? ignored : undefined;
    },
    close() {
      if (holds && thrown === undefined) return;
      const lines = [
        ...(expanded === "" ? [] : [`with expansion: ${expanded}`]),
        ...(thrown === undefined ? [] : [`with an exception: ${thrown}`]),
        place,
      ];
      take({
        failure: { type: macro, message: original, stack: lines.join("\n") },
        isError: thrown !== undefined,
        counts: !macro.endsWith("_NOFAIL"),
      });
    },
  };
}

/** `Failure` (by `FAIL`), `Exception` or `FatalErrorCondition` (a signal) outside an assertion. */
export function eventPart(
  name: string,
  attributes: XmlAttributes,
  sections: readonly string[],
  take: (failed: Failed) => void,
): Part {
  const stack = placeOf(attributes, sections);
  return textPart((text) =>
    take({ failure: { type: name, message: text.trim(), stack }, isError: name !== "Failure", counts: true }),
  );
}

/** `at cart.cpp:9 in bad & ugly`, with the first of the sections around from the outside in. */
function placeOf(attributes: XmlAttributes, sections: readonly string[]): string {
  const place = `at ${attributes.keep("filename") ?? ""}:${attributes.get("line") ?? ""}`;
  return sections.length === 0 ? place : `${place} in ${sections.slice(0, mostSections).join(" > ")}`;
}

const mostSections = 20;
