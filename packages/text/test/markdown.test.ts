import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markdownBlock, markdownCode, markdownHtml, markdownText, plainLine } from "../src/index.ts";

const renderer = "/usr/bin/cmark-gfm";
const isInstalled = existsSync(renderer);
if (!isInstalled) console.warn("skipped: cmark-gfm is not installed, so Markdown is not rendered");

/** Pieces that make Markdown, HTML or GitHub do something, and what joins them. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."|`*_~[]()<>!#@&$\\-+=.:;\"' \n\t\r".split(""),
        ...[
          "@everyone",
          "#123",
          "GH-1",
          "a/b#2",
          "https://x.test/a",
          "www.x.test",
          "me@x.test",
          "mailto:a@b.c",
        ],
        ...[
          "<img src=x>",
          "<script>",
          "</summary>",
          "</details>",
          "<!--",
          "-->",
          "[a](b)",
          "![a](b)",
          "[^1]",
        ],
        ...[
          "```",
          "~~~",
          "````",
          "1. ",
          "> ",
          "---",
          "===",
          "|--|",
          "\\",
          "&#64;",
          "&lt;",
          "xmpp:a@b.c",
          "ftp://a",
        ],
        ...["\u202E", "\u200B", "\u001B[31m", "\u0000", "😀", "\uD800", "\u2028", "- [ ] ", "$$", "`$"],
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(""))
  .filter((text) => plainLine(text).trim() !== ""); // nothing at all makes no paragraph

describe.runIf(isInstalled)("rendered by cmark-gfm", () => {
  it("keeps hostile text harmless in every place", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 20, maxLength: 20 }), (texts) => {
        const page = texts.map(everyPlace).join("\n\n");
        const html = render(page);
        expect(tagsOf(html)).toEqual(tagsOf(render(texts.map(() => everyPlace("x")).join("\n\n"))));
        expect(aliveIn(html)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("shows the text itself", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z|*_`<>[\]\\&$!~]{1,20}$/), (text) => {
        const html = render(`x ${markdownText(text)} y\n\nx ${markdownCode(text)} y`);
        const shown = textOf(html)
          .trim()
          .split("\n")
          .filter((line) => line !== "");
        expect(shown).toEqual([`x ${text} y`, `x ${text} y`]);
      }),
      { numRuns: 100 },
    );
  });

  it("finds what is alive in careless Markdown", () => {
    expect(aliveIn(render("@everyone sees #12 at https://x.test"))).toEqual(["@e", "#1", "://", "<a"]);
  });
});

function everyPlace(text: string): string {
  return [
    markdownText(text),
    "",
    `# ${markdownText(text)} and ${markdownCode(text)}`,
    "",
    `- ${markdownText(text)}`,
    `- ${markdownCode(text)} ${markdownText(text)}`,
    "",
    "| a | b |",
    "| --- | --- |",
    `| ${markdownText(text)} | ${markdownCode(text)} |`,
    "",
    `<details><summary>${markdownHtml(text)}</summary>`,
    "",
    markdownBlock(text),
    "",
    "</details>",
  ].join("\n");
}

function render(markdown: string): string {
  const extensions = ["table", "autolink", "strikethrough", "tasklist"].flatMap((name) => ["-e", name]);
  return execFileSync(renderer, ["--unsafe", ...extensions], { input: markdown, encoding: "utf8" });
}

/** All tags but those that the escaping itself uses: the structure of the page. */
function tagsOf(html: string): readonly string[] {
  return [...html.matchAll(/<[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !/^<\/?(?:code|span)\b/.test(tag));
}

/** What GitHub would still act upon: it looks for mentions and references outside of code only. */
function aliveIn(html: string): readonly string[] {
  const outside = html.replace(/<pre\b.*?<\/pre>|<code>.*?<\/code>/gs, "");
  return [
    ...contentOf(outside).matchAll(/@\w|#\d|gh-\d|:\/\/|www\./gi),
    ...outside.matchAll(/<a\b|<img\b/g),
  ].map(([found]) => found);
}

/** What a person reads. */
function textOf(html: string): string {
  return contentOf(html).replaceAll("\u2060", "");
}

function contentOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
