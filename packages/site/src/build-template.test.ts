import { hash } from "node:crypto";
import { expect, it } from "vitest";
import { buildTemplate } from "./build-template.ts";

it("is small, and allows its own style and script by their digests, and nothing else", async () => {
  const { start, head, body, end } = await buildTemplate();
  const page = [start, head, body, end].join("");
  expect(Buffer.byteLength(page)).toBeLessThan(60_000);
  const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(head) ?? [];
  const [, script = ""] = /<script>([\s\S]*?)<\/script>/.exec(end) ?? [];
  const [, policy = ""] = /http-equiv="Content-Security-Policy" content="(.*?)"/.exec(start) ?? [];
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    `style-src 'sha256-${hash("sha256", style, "base64")}'`,
    `script-src 'sha256-${hash("sha256", script, "base64")}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
  expect(page.match(/https?:|\bon\w+="|style="|innerHTML|import\(/g)).toBeNull();
});
