import { describe, expect, it } from "vitest";
import { cleanPath } from "./clean-path.ts";

describe("cleaning a path", () => {
  it.each([
    ["src/cart.ts", "src/cart.ts"],
    ["./src//cart.ts", "src/cart.ts"],
    ["src/../lib/cart.ts", "lib/cart.ts"],
    ["../../etc/passwd", "../../etc/passwd"],
    ["/../etc/passwd", "/etc/passwd"],
    ["file:///repo/src/cart.ts", "/repo/src/cart.ts"],
    ["file:///C:/repo/src/cart.ts", "C:/repo/src/cart.ts"],
    ["C:\\repo\\src\\cart.ts", "C:/repo/src/cart.ts"],
    ["\\\\?\\C:\\repo\\cart.ts", "C:/repo/cart.ts"],
    ["file:///repo/src/%5Bid%5D/a%20b%23.ts?x#y", "/repo/src/[id]/a b#.ts"],
    ["file:///repo/src/%zz%ff.ts", "/repo/src/%zz%ff.ts"],
    ["file://server/share/cart.ts", "/server/share/cart.ts"],
    ["c:\\repo/src\\cart.ts", "C:/repo/src/cart.ts"],
    ["\\\\?\\UNC\\server\\share\\cart.ts", "/server/share/cart.ts"],
    ["\\\\server\\share\\cart.ts", "/server/share/cart.ts"],
    ["webpack://shop/./src/cart.ts?a1b2", "src/cart.ts"],
    ["webpack:///src/cart.ts#x", "src/cart.ts"],
    ["turbopack:///[project]/apps/web/app/page.tsx", "apps/web/app/page.tsx"],
    ["src/App.vue?vue&type=script", "src/App.vue"],
    ["src/a#b.ts", "src/a#b.ts"],
    ["src/[id]/page.tsx", "src/[id]/page.tsx"],
  ])("makes %s %s", (raw, clean) => {
    expect(cleanPath(raw)).toBe(clean);
    expect(cleanPath(clean)).toBe(clean);
  });
});
