import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base64Bytes } from "./embedded-bytes.ts";
import { attachmentAt } from "./told-attachment.ts";

describe("the place of an attachment", () => {
  it.each([
    ["test-results/a.png", { path: "test-results/a.png", state: "named" }],
    ["/tmp/a.png", { path: "/tmp/a.png", state: "named" }],
    ["file:///tmp/a.png", { path: "file:///tmp/a.png", state: "named" }],
    ["C:\\shop\\a.png", { path: "C:\\shop\\a.png", state: "named" }],
    ["https://ci.test/a.png", { path: "https://ci.test/a.png", state: "remote" }],
    ["s3://bucket/a.png", { path: "s3://bucket/a.png", state: "remote" }],
    ["data:image/png;base64,aGVsbG8=", { type: "image/png", bytes: 5, state: "embedded" }],
    ["data:text/plain;charset=utf-8;base64,aGk=", { type: "text/plain", bytes: 2, state: "embedded" }],
    ["data:,hello", { state: "embedded" }],
    ["data:image/png;base64,%", { type: "image/png", state: "embedded" }],
  ])("%s", (place, attachment) => {
    expect(attachmentAt(place)).toEqual(attachment);
  });

  it("keeps its name and its type, if they are some", () => {
    expect(attachmentAt("a.png", { name: "shot", type: "image/png" })).toEqual({
      name: "shot",
      type: "image/png",
      path: "a.png",
      state: "named",
    });
    expect(attachmentAt("a.png", { name: "", type: undefined })).toEqual({ path: "a.png", state: "named" });
  });

  it("is cut where no file system has so long a path", () => {
    expect(attachmentAt("x".repeat(1_000_000)).path?.length).toBe(4_097);
  });
});

describe("the length of base64", () => {
  it("is that of what it stands for", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 99 }),
        fc.constantFrom("base64", "base64url"),
        (bytes, alphabet) => {
          const text = Buffer.from(bytes).toString(alphabet as "base64");
          expect(base64Bytes(text)).toBe(bytes.length);
          expect(base64Bytes(text.replace(/.{10}/g, "$&\r\n"))).toBe(bytes.length);
        },
      ),
    );
  });

  it.each(["no base64!", "é", "aGVsb"])("is not known for %j", (text) => {
    expect(base64Bytes(text)).toBeUndefined();
  });
});
