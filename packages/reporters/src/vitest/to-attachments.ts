import type { RawTest } from "@tollgate/collect/tollgate-tests";
import type { TestAttachment } from "vitest";
import type { TestCase } from "vitest/node";

type Attachment = NonNullable<RawTest["attachments"]>[number];

/** What a test left behind, with its annotations and its artifacts; vitest does not tell by which try. */
export function toAttachments(test: TestCase): Pick<RawTest, "attachments"> {
  const attachments = [
    ...test.annotations().flatMap(({ message, attachment }) => toAttachment(message, attachment)),
    ...test
      .artifacts()
      .flatMap(({ type, attachments: parts = [] }) => parts.flatMap((part) => toAttachment(type, part))),
  ];
  return attachments.length === 0 ? {} : { attachments };
}

/** Of what is embedded only the size is kept. */
function toAttachment(name: string, told: TestAttachment | undefined): readonly Attachment[] {
  if (told === undefined) return [];
  const { path, contentType, body, bodyEncoding } = told;
  const about = { name, ...(contentType === undefined ? {} : { type: contentType }) };
  if (path !== undefined && path !== "") return [{ ...about, path, state: "named" }];
  return [{ ...about, ...sizeOf(body, bodyEncoding), state: "embedded" }];
}

function sizeOf(
  body: TestAttachment["body"],
  encoding: TestAttachment["bodyEncoding"],
): Pick<Attachment, "bytes"> {
  if (body === undefined) return {};
  if (typeof body !== "string") return { bytes: body.byteLength };
  return { bytes: Buffer.byteLength(body, encoding === "utf-8" ? "utf8" : "base64") };
}
