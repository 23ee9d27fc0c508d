import type { Detail } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { failureFingerprint, normaliseFailure } from "./failure-fingerprint.ts";

function failure(members: Partial<Detail>): readonly Detail[] {
  return [{ kind: "failure", ...members }];
}

describe("the words of a failure", () => {
  it.each([
    ["\u001B[31mexpected 2 to be 3\u001B[39m", "expected <n> to be <n>"],
    ["expected \"a b\" to equal 'c' and `d`", "expected <text> to equal <text> and <text>"],
    ["it doesn't and won't", "it doesn't and won't"],
    ["at 0x7ffe12 of 1a2b3c4d5e", "at <hex> of <hex>"],
    ["order 123e4567-e89b-12d3-a456-426614174000 is gone", "order <uuid> is gone"],
    ["no file /tmp/shop-x1/cart.json here", "no file <path> here"],
    ["at C:\\work\\shop\\cart.ts:12:3", "at <path>:<n>"],
    ["see src/cart.ts:4", "see <path>:<n>"],
    ["took 1,204.5 ms, 30s", "took <n> ms, <n>s"],
    ["a\n\n   b\tc", "a b c"],
  ])("are normalised: %j", (text, words) => {
    expect(normaliseFailure(text)).toBe(words);
  });

  it("are cut", () => {
    expect(normaliseFailure("word ".repeat(1_000))).toHaveLength(200);
  });

  it("are normalised in bounded time", () => {
    for (const part of ["a-", "/a", "1.", "'", '"', "a/", "0x", "deadbee", "\\", ".."]) {
      expect(normaliseFailure(part.repeat(200_000)).length).toBeLessThanOrEqual(200);
    }
  });

  it("never throw and are settled", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const words = normaliseFailure(text);
        expect(words.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe("the fingerprint of a failure", () => {
  const usual = failure({ type: "AssertionError", message: "expected 2 to be 3", text: "at a.ts:1" });

  it("is the same whatever the numbers and the stack are", () => {
    expect(failureFingerprint(usual)).toMatchInlineSnapshot(`"v1:7557a9e176994a22"`);
    expect(
      failureFingerprint(
        failure({ type: "AssertionError", message: "AssertionError: expected 7 to be 3", text: "at b.ts:9" }),
      ),
    ).toBe(failureFingerprint(usual));
  });

  it.each([
    ["another type", failure({ type: "TypeError", message: "expected 2 to be 3" })],
    ["other words", failure({ type: "AssertionError", message: "expected 2 to be at least 3" })],
    ["one more failure", [...usual, { kind: "error", message: "the hook failed as well" } as const]],
  ])("is another one for %s", (_, details) => {
    expect(failureFingerprint(details)).not.toBe(failureFingerprint(usual));
  });

  it("takes the text where the message says little", () => {
    const said = (text: string) => failureFingerprint(failure({ message: "Failed", text }));
    expect(said("cart_test.go:12: wrong total")).not.toBe(said("cart_test.go:12: no voucher"));
    expect(said("cart_test.go:12: wrong total")).toBe(said("cart_test.go:40: wrong total"));
  });

  it("does not depend on why a test was skipped before", () => {
    expect(failureFingerprint([{ kind: "skip", message: "later" }, ...usual])).toBe(
      failureFingerprint(usual),
    );
  });

  it("is none where nothing is said", () => {
    expect(failureFingerprint([])).toBeUndefined();
    expect(failureFingerprint(failure({}))).toBeUndefined();
    expect(failureFingerprint(failure({ message: " ", text: "\n" }))).toBeUndefined();
    expect(failureFingerprint(failure({ type: "AssertionError" }))).toBeUndefined();
    expect(failureFingerprint(failure({ message: "Failed" }))).toBeUndefined();
    expect(failureFingerprint([...usual, ...failure({})])).toBeUndefined();
  });
});
