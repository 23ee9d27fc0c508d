import type { Attachment } from "@tollgate/model";
import { embedded } from "../attachments/told-attachment.ts";
import { withAttachments } from "../json/attachments.ts";
import type { XmlAttributes } from "../xml/handler.ts";
import { attachmentsPart, telling } from "../xml-tests/attachments-part.ts";
import type { Cases } from "../xml-tests/cases.ts";
import { failurePart } from "../xml-tests/failure-part.ts";
import { cutInside, outcomeOf, type Said, toldBy } from "../xml-tests/outcome.ts";
import { ignored, type Part, textPart } from "../xml-tests/part.ts";
import { parseTimeSpan } from "../xml-tests/time-span.ts";
import type { ToldFailure } from "../xml-tests/to-failure.ts";

/** A test. Its `name` is its identity: it holds the arguments of a theory, which `method` does not. */
export function testPart(attributes: XmlAttributes, collection: string, cases: Cases): Part {
  const told = toldBy(words, "result", attributes.get("result"), cases);
  const identity = identityOf(attributes, collection);
  const duration = durationOf(attributes, cases);
  const failures: ToldFailure[] = [];
  const attachments: Attachment[] = [];
  let reason = "";
  let unreadable: string | undefined;

  return {
    spoil(why) {
      unreadable ??= why;
    },
    child(name, of) {
      if (name === "failure")
        return failurePart(of.keep("exception-type"), (failure) => void failures.push(failure));
      if (name === "attachments")
        return attachmentsPart(
          "attachment",
          telling((its) => {
            attachments.push(embedded(undefined, { name: its.get("name"), type: its.get("media-type") }));
          }),
        );
      if (name === "reason") return reasonPart((text) => (reason ||= text));
      return silent.has(name) ? ignored : undefined;
    },
    close(complete) {
      const facts = { told, failures, reason, unreadable: complete ? unreadable : cutInside };
      cases.add({ ...identity, ...duration, ...outcomeOf(facts), ...withAttachments(attachments) });
    },
  };
}

/** Version 1 writes the reason of a skip as a `message` inside. */
function reasonPart(take: (text: string) => void): Part {
  return {
    ...textPart(take),
    child: (name) => (name === "message" ? textPart(take) : undefined),
  };
}

const words: ReadonlyMap<string, Said> = new Map([
  ["Pass", "passed"],
  ["Fail", "failed"],
  ["Skip", "skipped"],
  ["NotRun", "skipped"],
]);

const silent: ReadonlySet<string> = new Set(["output", "traits", "warnings"]);

type Identity = {
  readonly suite: readonly string[];
  readonly name: string;
  readonly file?: string;
  readonly line?: number;
};

/** Names begin with the class unless the test says how it is called. Without a class the collection is the suite. */
function identityOf(attributes: XmlAttributes, collection: string): Identity {
  const name = attributes.keep("name") ?? attributes.keep("method") ?? "";
  const type = attributes.keep("type") || "";
  const suite = type || collection;
  const file = attributes.keep("source-file");
  const line = attributes.integer("source-line");
  return {
    suite: suite === "" ? [] : [suite],
    name: type !== "" && name.startsWith(`${type}.`) ? name.slice(type.length + 1) : name,
    ...(file ? { file } : {}),
    ...(file && line !== undefined && line >= 1 ? { line } : {}),
  };
}

/** Seconds in `time`; `time-rtf` has the same as a time span, and stands alone in no version so far. */
function durationOf(attributes: XmlAttributes, cases: Cases): { readonly durationUs?: number } {
  const time = attributes.get("time");
  const span = attributes.get("time-rtf");
  if (time !== undefined || span === undefined) return cases.seconds(time);
  return cases.duration(parseTimeSpan(span), () => span);
}
