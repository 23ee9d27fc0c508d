// @allurereport/reader: what Allure 3 does with JUnit before anything else; every result is kept, as its store does.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { junitXml } from "@allurereport/reader";

const [list] = process.argv.slice(2);
const results = [];
const visitor = {
  visitTestResult: async (result) => void results.push(result),
  visitAttachmentFile: async () => {},
};
for (const path of readFileSync(list, "utf8").trim().split("\n")) {
  const file = {
    getOriginalFileName: () => basename(path),
    asUtf8String: async () => readFileSync(path, "utf8"),
  };
  if (!(await junitXml.read(visitor, file))) throw new Error(`not read: ${path}`);
}
const count = (wanted) => results.filter(({ status }) => status === wanted).length;
process.stdout.write(
  `${JSON.stringify({ testcase: results.length, failure: count("failed"), skipped: count("skipped") })}\n`,
);
