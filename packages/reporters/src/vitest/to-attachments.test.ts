import { expect, it } from "vitest";
import type { TestCase } from "vitest/node";
import { toAttachments } from "./to-attachments.ts";

const testWith = (annotations: readonly object[], artifacts: readonly object[]): TestCase =>
  ({ annotations: () => annotations, artifacts: () => artifacts }) as unknown as TestCase; // what is looked at

it("attachments of annotations and artifacts are named, and of bodies only the size is kept", () => {
  const { attachments } = toAttachments(
    testWith(
      [
        { type: "notice", message: "no attachment" },
        { type: "notice", message: "shot", attachment: { path: "/repo/shot.png", contentType: "image/png" } },
        { type: "notice", message: "log", attachment: { body: "aGVsbG8=", contentType: "text/plain" } },
        { type: "notice", message: "text", attachment: { body: "grün", bodyEncoding: "utf-8" } },
        { type: "notice", message: "lost", attachment: {} },
      ],
      [{ type: "pdf", attachments: [{ body: new Uint8Array(3) }] }, { type: "none" }],
    ),
  );
  expect(attachments).toEqual([
    { name: "shot", type: "image/png", path: "/repo/shot.png", state: "named" },
    { name: "log", type: "text/plain", bytes: 5, state: "embedded" },
    { name: "text", bytes: 5, state: "embedded" },
    { name: "lost", state: "embedded" },
    { name: "pdf", bytes: 3, state: "embedded" },
  ]);
});

it("a test without any has no list", () => {
  expect(toAttachments(testWith([], []))).toEqual({});
});
