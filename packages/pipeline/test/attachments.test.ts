import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { computeReport } from "@tollgate/merge";
import { type Bundle, type Evidence, encodeBundle, mergeBundles } from "@tollgate/model";
import { createRepository, type TemporaryRepository } from "@tollgate/testkit";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readBundles } from "../src/bundles/read-bundles.ts";
import { collect } from "../src/collect.ts";
import type { Environment } from "../src/environment.ts";

let shop: TemporaryRepository;
beforeEach(() => {
  shop = createRepository();
});
afterEach(() => shop.cleanup());

it("of a Playwright run are united over its two reports, with what lies in the workspace", async () => {
  const outside = join(shop.root, "..", `${shop.root.split("/").at(-1)}-outside`);
  mkdirSync(outside);
  writeFileSync(join(outside, "secret.png"), "secret");
  shop.write({ "e2e/results/pay/shot.png": "12345" });
  symlinkSync(outside, join(shop.root, "e2e/results/link"));
  const attach = (path: string) => ({ name: path.split("/").at(-1), contentType: "image/png", path });
  const attachments = [
    attach("/builds/shop/e2e/results/pay/shot.png"),
    attach(join(shop.root, "e2e/results/link/secret.png")),
    attach("/etc/hostname"),
  ];
  const spec = {
    title: "pays",
    file: "pay.spec.ts",
    tests: [{ status: "unexpected", results: [{ status: "failed", attachments }] }],
  };
  const config = { configFile: "c", rootDir: "/builds/shop/e2e", maxFailures: 0 };
  shop.write({
    "e2e/results/report.json": JSON.stringify({
      config,
      suites: [{ title: "pay.spec.ts", file: "pay.spec.ts", specs: [spec] }],
    }),
    "e2e/results/junit.xml": `<testsuites><testsuite name="pay.spec.ts"><testcase name="pays" classname="pay.spec.ts"><failure message="m"/><system-out>[[ATTACHMENT|pay/shot.png]]
[[ATTACHMENT|pay/none.zip]]</system-out></testcase></testsuite></testsuites>`,
  });
  const bundle = await collected(["e2e/results/report.json", "e2e/results/junit.xml"]);
  expect(encodeBundle(bundle)).not.toContain('secret"');
  const report = reportOf(bundle);
  expect(report.tests[0]?.attachments).toEqual([
    { name: "hostname", path: "/etc/hostname", type: "image/png", state: "outside" },
    {
      name: "secret.png",
      path: join(shop.root, "e2e/results/link/secret.png"),
      type: "image/png",
      state: "outside",
    },
    { path: "e2e/results/pay/none.zip", type: "application/zip", state: "absent" },
    { name: "shot.png", path: "e2e/results/pay/shot.png", bytes: 5, type: "image/png", state: "present" },
  ]);
  const said = report.problems.filter(({ code }) => code === "missing-attachment");
  expect(said.map(({ severity, path }) => `${severity} ${path}`)).toEqual([
    "info e2e/results/junit.xml",
    "info e2e/results/report.json",
  ]);
});

it("of Allure's tries stay with their tries, however the folder is split over bundles", async () => {
  const result = (status: string, start: number, source: string) =>
    JSON.stringify({
      uuid: source,
      name: "adds",
      historyId: "h",
      status,
      start,
      stop: start + 1,
      attachments: [{ name: "log", source, type: "text/plain" }],
    });
  shop.write({
    "allure-results/z-result.json": result("broken", 10, "first.txt"),
    "allure-results/a-result.json": result("passed", 20, "second.txt"),
    "allure-results/first.txt": "1",
    "allure-results/second.txt": "22",
  });
  const paths = ["allure-results/a-result.json", "allure-results/z-result.json"];
  const whole = reportOf(await collected(paths)).tests;
  const log = { name: "log", type: "text/plain", state: "present" };
  expect(whole).toMatchObject([
    {
      status: "passed",
      flaky: true,
      attachments: [{ ...log, path: "allure-results/second.txt", bytes: 2 }],
      earlier: [{ status: "errored", attachments: [{ ...log, path: "allure-results/first.txt", bytes: 1 }] }],
    },
  ]);
  const parts = [await collected([paths[0]!]), await collected([paths[1]!])];
  expect(reportOf(mergeBundles([...parts, ...parts.toReversed()])).tests).toEqual(whole);
});

/** What the command collects of these reports, read back from its bundle. */
async function collected(files: readonly string[]): Promise<Bundle> {
  const environment: Environment = {
    cwd: shop.root,
    env: shop.env,
    stdout: () => {},
    stderr: () => {},
    color: false,
    width: 80,
    interactive: false,
    now: () => 0,
  };
  const out = `${files.length}.tollgate`;
  expect(await collect(environment, { files, out, job: "test" })).toMatchObject({ exitCode: 0 });
  const { bundle, problems } = await readBundles(environment, [out]);
  expect(problems).toEqual([]);
  return bundle;
}

function reportOf(bundle: { readonly evidence: readonly Evidence[] }) {
  const changes = { reason: "no git", remedy: "" };
  return computeReport(bundle, { subject: {}, packages: [], changes, missing: [], problems: [] });
}
