import fc from "fast-check";
import { expect, it } from "vitest";
import { createBundleText } from "./bundle-text.ts";

it("has room for whatever comes", () => {
  const text = createBundleText();
  const any = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("é".repeat(9_000), "x".repeat(70_000)));
  fc.assert(
    fc.property(fc.array(fc.tuple(any, fc.nat(9_000))), (parts) => {
      for (const [more, integers] of parts) {
        text.text(more);
        text.rows(new Int32Array(integers), 2);
        text.step(-1);
      }
      const whole = Buffer.from(parts.map(([more, integers]) => `${more}${"A".repeat(integers)}B`).join(""));
      expect(text.length()).toBe(whole.length);
      expect(whole.equals(text.take())).toBe(true);
      expect(text.length()).toBe(0);
    }),
    { numRuns: 30 },
  );
});
