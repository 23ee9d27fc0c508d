import { describe, expect, it } from "vitest";
import { htmlText } from "./html.ts";
import { markdownBlock, markdownCode, markdownHtml, markdownText } from "./markdown.ts";
import { grouped, plural } from "./plural.ts";
import { commandMessage, commandProperty } from "./workflow-command.ts";
import { xmlAttribute, xmlCharacters, xmlText } from "./xml.ts";

const z = "\u2060";

describe("Markdown text", () => {
  it.each([
    ["a|b", "a\\|b"],
    ["*a* _b_ ~c~ `d`", "\\*a\\* \\_b\\_ \\~c\\~ \\`d\\`"],
    ["[a](b)", "\\[a\\](b)"],
    ["<b> & </b>", "&lt;b&gt; &amp; &lt;/b&gt;"],
    ["@everyone", `@${z}everyone`],
    ["fixes #12 and GH-3", `fixes #${z}12 and GH-${z}3`],
    ["https://x.test www.x.test", `https:${z}//x.test www${z}.x.test`],
    ["mailto:a", `mailto:${z}a`],
    ["1. a", "1\\. a"],
    ["62.5 %", "62.5 %"],
    ["- a", "\\- a"],
    ["# a", "\\# a"],
    ["    code", "code"],
    ["a\nb", "a b"],
    ["$x$", "<span>$</span>x<span>$</span>"],
    ["\u202Ea\u001B[31mb", "ab"],
  ])("writes %j harmlessly", (text, markdown) => {
    expect(markdownText(text)).toBe(markdown);
  });
});

describe("Markdown code", () => {
  it.each([
    ["@shop/api", "`@shop/api`"],
    ["a`b", "``a`b``"],
    ["`a``b`", "``` `a``b` ```"],
    [" a", "`  a `"],
    ["a|b", "<code>a\\|b</code>"],
    ["", "` `"],
    ["a\nb", "`a b`"],
  ])("writes %j as a span", (text, markdown) => {
    expect(markdownCode(text)).toBe(markdown);
  });

  it("puts a longer fence around a fence", () => {
    expect(markdownBlock("\na\n````\nb\n", "text")).toBe("`````text\na\n````\nb\n`````");
  });
});

it("breaks what is alive before it escapes HTML", () => {
  expect(markdownHtml("it's @me & #1")).toBe(`it&#39;s @${z}me &amp; #${z}1`);
});

it("escapes HTML content and attributes", () => {
  expect(htmlText(`<a href="x" title='y'>&\u0000`)).toBe(
    "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;",
  );
});

describe("XML", () => {
  it("escapes text, also the end of a CDATA section", () => {
    expect(xmlText('a<b>&"c"]]>\r\n')).toBe('a&lt;b&gt;&amp;"c"]]&gt;&#13;\n');
  });

  it("keeps blanks of attributes", () => {
    expect(xmlAttribute('"a"\n\t\r')).toBe("&quot;a&quot;&#10;&#9;&#13;");
  });

  it("replaces what XML forbids", () => {
    expect(xmlCharacters("\u001B[31ma\u0000\uFFFE\uD800\u0085")).toBe("a\uFFFD\uFFFD\uFFFD\u0085");
  });
});

describe("workflow commands", () => {
  it("escapes a message", () => {
    expect(commandMessage("50 %\r\nb")).toBe("50 %25%0Ab");
  });

  it("escapes a property", () => {
    expect(commandProperty("a:b,c%")).toBe("a%3Ab%2Cc%25");
  });
});

it("counts nouns", () => {
  expect([
    plural(0, "test"),
    plural(1, "test"),
    plural(1_234, "test"),
    plural(2, "branch", "branches"),
  ]).toEqual(["0 tests", "1 test", "1,234 tests", "2 branches"]);
  expect(grouped(1_234_567)).toBe("1,234,567");
});
