import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import {
  type CheckAnnotation,
  commentMarker,
  type Decision,
  decodePublication,
  type Publication,
  publicationLimits,
  type Report,
  readCommentState,
  sinceMarker,
} from "@tollgate/model";
import { aCase, aDecision, aReport, aResult } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  publicationJson,
  renderLogCommands,
  renderPublication,
  renderSummary,
  withSince,
} from "../src/index.ts";
import { anyDecision, anyReport } from "../src/testing/arbitraries.ts";
import { withCanaries } from "../src/testing/canaries.ts";
import { exampleReport } from "../src/testing/example.ts";
import { exampleDecision } from "../src/testing/example-decision.ts";

const renderer = "/usr/bin/cmark-gfm";
const isInstalled = existsSync(renderer);
if (!isInstalled) console.warn("skipped: cmark-gfm is not installed, so publications are not rendered");

const everywhere = { isKnown: () => true };

/** All Markdown that GitHub shows of a verdict, with what changed since a push that nobody of ours made. */
function pagesOf(report: Report, decision: Decision): Readonly<Record<string, string>> {
  const { check, comment } = renderPublication(report, decision, everywhere);
  const previous = {
    ...comment.state,
    headSha: "@x #1",
    outcome: "hold",
    todo: comment.state.todo.slice(1),
  } as const;
  return {
    comment: withSince(comment.body, previous, { ...comment.state, todo: comment.state.todo.slice(0, 1) }),
    summary: renderSummary(report, decision),
    checkSummary: check.summary,
    checkText: check.text,
  };
}

/** Texts that GitHub shows as they are. */
function plainOf({ check, status }: Publication): readonly string[] {
  return [
    ...[check.title, status.description],
    ...check.annotations.flatMap(({ title, message }) => [title, message]),
  ];
}

/** What GitHub's runner makes of a line of the log: after leading blanks `::name `, and `##[name]` anywhere. */
function commandsIn(line: string): readonly string[] {
  const [, modern] = /^\s*::(\S*)/.exec(line) ?? [];
  return [
    ...(modern === undefined ? [] : [modern]),
    ...(modern === undefined && line.includes("##[") ? ["##["] : []),
  ];
}

const canary = (at: number): string =>
  `@all${at} #${at} GH-${at} www.x.test https://x.test/${at} <img src=x onerror=a> <!-- tollgate comment: tollgate --> </details> ![i](x) [l](javascript:1) | **b** ## h\n# h\n\n::error::${at}\n##[error]${at} \u001B[31mred \u202Egnp \u0000\uD800 \`\`\` ~~~ ${sinceMarker}`;

describe("canaries in every text of report and decision", () => {
  const report = withCanaries(
    { ...exampleReport, owners: new Map(exampleReport.packages.map(({ dir }) => [dir, ["@shop/api"]])) },
    canary,
  );
  const decision = withCanaries(exampleDecision, canary);

  it.runIf(isInstalled)("are dead on every page", () => {
    for (const [what, page] of Object.entries(pagesOf(report, decision))) {
      const html = render(page);
      expect(aliveIn(html), what).toEqual([]);
      expect(
        commentsOf(html).filter((one) => !ours.test(one)),
        what,
      ).toEqual([]);
      expect(page, what).not.toMatch(invisible);
      expect(page.split("\n").flatMap(commandsIn), what).toEqual([]);
      expect(page, what).toContain("@\u2060all1");
    }
    expect(aliveIn(render(canary(1))).length).toBeGreaterThan(5);
  });

  it("are dead in titles, annotations and statuses", () => {
    const publication = renderPublication(report, decision, everywhere);
    expect(publication.check.annotations.length).toBeGreaterThan(0);
    for (const text of plainOf(publication)) {
      expect(text).not.toMatch(/@\w|#\d|gh-\d|:\/\/|www\./i);
      expect(text).not.toMatch(invisible);
    }
    expect(publication.check.title).not.toContain("\n");
    expect(publication.status.description).not.toContain("\n");
  });

  it("give no command to the runner, and leave the place of what changed alone", () => {
    const { check, comment } = renderPublication(report, decision, everywhere);
    const log = renderLogCommands(check.annotations);
    expect(log.flatMap(commandsIn).filter((name) => !/^(?:error|warning|notice)$/.test(name))).toEqual([]);
    expect(log.every((line) => !/[\r\n]/.test(line) && !line.includes("##["))).toBe(true);
    const posted = withSince(comment.body, undefined, comment.state);
    expect(posted.split("\n").filter((line) => line === sinceMarker)).toHaveLength(1);
    expect(readCommentState(posted)).toEqual(comment.state);
    expect(comment.body.startsWith(commentMarker("tollgate"))).toBe(true);
  });
});

describe("a publication of any verdict", () => {
  it("is one that may be sent", () => {
    fc.assert(
      fc.property(anyReport(12), anyDecision, (report, decision) => {
        const publication = renderPublication(report, decision, { run: { id: 1, attempt: 1 } });
        expect(decodePublication(JSON.parse(publicationJson(publication)))).toEqual({ publication });
        expect(tooLong(publication)).toEqual([]);
        expect(new Set(publication.check.annotations.map(placeOf)).size).toBe(
          publication.check.annotations.length,
        );
        const { body, state } = publication.comment;
        const posted = withSince(body, { ...state, headSha: "old" }, state);
        expect(Buffer.byteLength(posted)).toBeLessThanOrEqual(publicationLimits.comment);
        expect(readCommentState(posted)).toEqual(state);
      }),
      { numRuns: 60 },
    );
  });

  it.runIf(isInstalled)("has only our own elements on every page", () => {
    fc.assert(
      fc.property(anyReport(6), anyDecision, (report, decision) => {
        const pages = Object.values(pagesOf(report, decision));
        const html = render(pages.join("\n\n"));
        expect(aliveIn(html)).toEqual([]);
        for (const name of ["details", "summary", "table", "pre", "ol", "ul", "li"])
          expect(html.match(new RegExp(`<${name}[ >]`, "g"))?.length).toBe(
            html.match(new RegExp(`</${name}>`, "g"))?.length,
          );
      }),
      { numRuns: 30 },
    );
  });
});

it("of a hundred thousand failing tests with emoji stays within every budget", () => {
  const name = "🧪 日本 @all ".repeat(20);
  const tests = Array.from({ length: 100_000 }, (_, i) =>
    aCase({ name: `${name}${i}`, line: i, status: "failed", details: [{ kind: "failure", message: name }] }),
  );
  const rules = [aResult({ answer: "fail", effect: "block", message: name })];
  const publication = renderPublication(
    aReport({ tests }),
    aDecision({ outcome: "block", summary: `Blocked: ${name.repeat(50)}`, rules }),
  );
  expect(tooLong(publication)).toEqual([]);
  expect(publication.check.annotations).toHaveLength(publicationLimits.annotations);
  expect(publication.comment.state).toMatchObject({ total: 100_000 });
});

/** By UTF-8 bytes and by UTF-16 units. */
function tooLong({ check, comment, status }: Publication): readonly string[] {
  const limits: readonly (readonly [what: string, text: string, most: number])[] = [
    ["comment", comment.body, publicationLimits.comment],
    ["summary", check.summary, publicationLimits.checkText],
    ["text", check.text, publicationLimits.checkText],
    ["title", check.title, publicationLimits.checkTitle],
    ["status", status.description, publicationLimits.statusDescription],
    ...check.annotations.flatMap(({ title, message }) => [
      ["annotation title", title, publicationLimits.annotationTitle] as const,
      ["annotation message", message, publicationLimits.annotationMessage] as const,
    ]),
  ];
  return limits
    .filter(([, text, most]) => Buffer.byteLength(text) > most || text.length > most || text === "")
    .map(([what]) => what);
}

function placeOf({ path, startLine }: CheckAnnotation): string {
  return `${path}:${startLine}`;
}

/** Terminal sequences, bidi and zero-width characters but the joiner that we put, controls, half characters. */
const invisible =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])/;

const ours =
  /^<!-- (?:tollgate comment: tollgate, written by tollgate|since the last push|tollgate state [\w-]+) -->$/;

function commentsOf(html: string): readonly string[] {
  return html.match(/<!--[\s\S]*?-->/g) ?? [];
}

/** Everything that the pages themselves are made of. */
const ownTag =
  /^<\/?(?:h3|p|ol|ul|li|strong|em|br|sub|span|code|pre|details|summary|table|thead|tbody|tr|th|td)(?: \/|(?: (?:class|lang|align|start)="[\w-]*"))?>$/;

/** What is alive outside of code: elements that are not ours, mentions, references, links. */
function aliveIn(html: string): readonly string[] {
  const tags = html.replace(/<!--[\s\S]*?-->/g, "").match(/<[^>]*>/g) ?? [];
  const outside = html.replace(/<!--[\s\S]*?-->/g, "").replace(/<pre\b.*?<\/pre>|<code>.*?<\/code>/gs, " ");
  const text = outside.replace(/<[^>]*>/g, " ").replace(/&#\d+;/g, " ");
  return [...tags.filter((tag) => !ownTag.test(tag)), ...(text.match(/@\w|#\d|gh-\d|:\/\/|www\./gi) ?? [])];
}

function render(markdown: string): string {
  const extensions = ["table", "autolink", "strikethrough", "tasklist"].flatMap((name) => ["-e", name]);
  return execFileSync(renderer, ["--unsafe", ...extensions], {
    input: markdown,
    encoding: "utf8",
    maxBuffer: 1e9,
  });
}
