import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instabilityOf, steadyTitle } from "./unstable-name.ts";

describe("a name that is another in every run", () => {
  it.each([
    ["time", "exports 2026-03-04T10:11:12.347Z", "exports <time>"],
    ["time", "at 2026-03-04 10:11:12.350918+00:00 it is late", "at <time> it is late"],
    ["time", "user-1772619072345 signs in", "user-<time> signs in"],
    ["time", "user 1772619072345 signs in", "user <time> signs in"],
    ["random id", "order 9f1c2b7a-4d3e-4f6a-8b5c-0d1e2f3a4b5c", "order <random id>"],
    ["random id", "blob 3f786850e387550fdab836ed7e6dc881de23001b", "blob <random id>"],
    [
      "object address",
      "test_cart[<Cart object at 0x7f8b1c2d3e50>]",
      "test_cart[<Cart object at <object address>>]",
    ],
    ["object address", "TestPtr/0xc00012e3a0", "TestPtr/<object address>"],
    ["object address", "adds(com.shop.Cart@1b6d3586)", "adds(com.shop.Cart@<object address>)"],
    ["object address", "sums [I@5e2de80c", "sums [I@<object address>"],
    ["temporary path", "reads /tmp/shop-Xa81Bc/cart.json", "reads <temporary path>"],
    ["temporary path", "reads /tmp/tmpk3q_9x2a", "reads <temporary path>"],
    ["temporary path", "reads /private/var/folders/zz/x8/T/cart", "reads <temporary path>"],
    ["temporary path", "reads C:\\Users\\ci\\AppData\\Local\\Temp\\a1", "reads <temporary path>"],
    ["port", "answers on localhost:49731", "answers on localhost:<port>"],
    ["port", "answers on http://127.0.0.1:38217/cart", "answers on http://127.0.0.1:<port>/cart"],
  ])("has a %s: %s", (what, title, steady) => {
    expect(instabilityOf(title)).toBe(what);
    expect(steadyTitle(title)).toBe(steady);
  });

  it.each([
    "2024-02-29 is a leap day",
    "parses 2024-02-29T00:00:00.000Z",
    "parses 2024-02-29T12:30:00Z",
    "parses 2020-01-01 12:34:56.123",
    "formats 12:34:56",
    "supports 1.22.333-rc.4",
    "adds 1700000000000",
    "rounds 1.7976931348623157e+308",
    "rejects 00000000-0000-0000-0000-000000000000",
    "accepts 123e4567-e89b-12d3-a456-426614174000",
    "accepts 11111111-1111-4111-8111-111111111111",
    "hashes deadbeefdeadbeefdeadbeefdeadbeef",
    "reads abcdef0123456789abcdef0123456789",
    "turns #ff00aa into rgb",
    "writes 0xff, 0x1F600 and 0x7fffffff",
    "mails bob@1a2b3c.example, install left-pad@1234567",
    "handles user@5f3a1b",
    "fails at 0x1F600, at 0xdeadbeef and at 0x80000000",
    "reads /tmp/My2ndCart.json and /tmp/shop-backup",
    "reads /tmp/cart.json and /tmp/session-1",
    "listens on localhost:3000, localhost:8080, 127.0.0.1:65535",
    "case 100000000001",
    "PR 1234567890 of ISBN 9783161484100",
    "FuzzParse/582528ddfad69eb5",
  ])("is not %s", (title) => {
    expect(instabilityOf(title)).toBeUndefined();
    expect(steadyTitle(title)).toBe(title);
  });

  it("is equal to itself of another run, once steadied", () => {
    const made = fc.oneof(
      fc.uuid({ version: 4 }),
      fc
        .date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true })
        .map((date) => date.toISOString()),
    );
    fc.assert(
      fc.property(made, made, (a, b) => {
        fc.pre(instabilityOf(a) !== undefined && instabilityOf(a) === instabilityOf(b));
        expect(steadyTitle(`exports ${a} twice`)).toBe(steadyTitle(`exports ${b} twice`));
      }),
    );
  });

  it("comes to an end for a title of any length, however it is made", () => {
    for (const part of ["0x7f ", "a.", "/tmp/", "A@", "20", "0a1b2c3d", "localhost:4", "\\Users\\x "]) {
      const title = part.repeat(200_000 / part.length);
      expect(() => instabilityOf(title)).not.toThrow();
    }
  });
});
