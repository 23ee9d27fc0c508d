import { type Members, own, ownMembers } from "../json/members.ts";
import { showValue } from "../json/show-value.ts";
import { lostPart, unknownVersion } from "../json-coverage/doubts.ts";
import type { CoverageContext } from "../json-coverage/open-coverage.ts";
import { readFormatted } from "./read-formatted.ts";
import { readResultset } from "./read-resultset.ts";

/** The formatter's report says what wrote it; a resultset has no other members than commands. */
export function readReport(root: Members, context: CoverageContext): void {
  const meta = ownMembers(root, "meta");
  if (meta === undefined || own(meta, "coverage") !== undefined) {
    context.sink.producer("SimpleCov");
    readResultset(root, context);
    return;
  }
  const version = own(meta, "simplecov_version");
  const isVersion = typeof version === "string" && /^\d[\w.-]{0,39}$/.test(version);
  context.sink.producer(isVersion ? `SimpleCov ${version}` : "SimpleCov");
  const schema = own(meta, "schema_version");
  if (schema !== undefined && !(typeof schema === "string" && /^1\.\d{1,4}$/.test(schema)))
    context.doubts.add(unknownVersion, showValue(schema));
  const files = ownMembers(root, "coverage");
  if (files !== undefined) readFormatted(root, meta, files, context);
  else if (context.whole)
    context.doubts.add(lostPart, `"coverage", which is ${showValue(own(root, "coverage"))}`);
}
