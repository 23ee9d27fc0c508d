import type { Attachment } from "@tollgate/model";
import { withAttachments } from "../json/attachments.ts";
import type { RawTest } from "../reader.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import type { Cases } from "../xml-tests/cases.ts";
import { failurePart } from "../xml-tests/failure-part.ts";
import { cutInside, outcomeOf, type Said, toldBy } from "../xml-tests/outcome.ts";
import { groupPart, ignored, type Part, textPart } from "../xml-tests/part.ts";
import type { ToldFailure } from "../xml-tests/to-failure.ts";
import { allureAttachments, stepsPart } from "./attachments.ts";

/** A test that has been read; its suite's name may follow. */
export type OpenCase = { readonly toTest: (suite: readonly string[]) => RawTest };

/**
 * A test. Its status is what counts: steps may fail in a test that passes. The element `failure` only explains it, and
 * holds the reason of a skip as well; in a test that says it passed it is a failure.
 */
export function testCasePart(attributes: XmlAttributes, cases: Cases, take: (test: OpenCase) => void): Part {
  const told = toldBy(words, "status", attributes.get("status"), cases);
  const duration = durationOf(attributes, cases);
  const failures: ToldFailure[] = [];
  const parameters: string[] = [];
  const attachments: Attachment[] = [];
  const attach = (attachment: Attachment): void => void attachments.push(attachment);
  let name = "";
  let title = "";
  let unreadable: string | undefined;

  return {
    spoil(why) {
      unreadable ??= why;
    },
    child(element) {
      if (element === "name") return textPart((text) => (name ||= text.trim()));
      if (element === "title") return textPart((text) => (title ||= text.trim()));
      if (element === "failure") return failurePart(undefined, (failure) => void failures.push(failure));
      if (element === "parameters")
        return groupPart((parameter, of) => {
          if (parameter === "parameter" && isArgument(of)) parameters.push(inWords(of));
          return ignored;
        });
      if (element === "attachments") return allureAttachments(attach);
      if (element === "steps") return stepsPart(attach);
      return silent.has(element) ? ignored : undefined;
    },
    close(complete) {
      const skips = told.status === "skipped";
      const outcome = outcomeOf({
        told,
        failures: skips ? [] : failures,
        reason: failures[0]?.message,
        unreadable: complete ? unreadable : cutInside,
      });
      const shown = title || name;
      const full = parameters.length === 0 ? shown : `${shown} (${parameters.join(", ")})`;
      take({
        toTest: (suite) => ({ suite, name: full, ...duration, ...outcome, ...withAttachments(attachments) }),
      });
    },
  };
}

const words: ReadonlyMap<string, Said> = new Map([
  ["passed", "passed"],
  ["failed", "failed"],
  ["broken", "errored"],
  ["skipped", "skipped"],
  ["canceled", "skipped"],
  ["pending", "skipped"],
]);

const silent: ReadonlySet<string> = new Set(["description", "labels", "severity"]);

/** Parameters of other kinds tell the environment. */
function isArgument(attributes: XmlAttributes): boolean {
  const kind = attributes.get("kind");
  return kind === undefined || kind === "argument";
}

/** Tests that differ in their arguments only have one name. */
function inWords(attributes: XmlAttributes): string {
  const name = attributes.keep("name");
  const value = attributes.keep("value") ?? "";
  return name === undefined ? value : `${name}=${value}`;
}

/** Start and stop are milliseconds since 1970. */
function durationOf(attributes: XmlAttributes, cases: Cases): { readonly durationUs?: number } {
  const start = attributes.integer("start");
  const stop = attributes.integer("stop");
  if (start === undefined || stop === undefined) return {};
  return cases.duration(
    (stop - start) * 1_000,
    () => `${attributes.get("start")} to ${attributes.get("stop")}`,
  );
}
