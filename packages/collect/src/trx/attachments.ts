import type { Attachment } from "@tollgate/model";
import { attachmentOf } from "../json/attachments.ts";
import { cleanPath, isAbsolute } from "../place/clean-path.ts";
import { attachmentsPart, telling } from "../xml-tests/attachments-part.ts";
import { groupPart, ignored, type Part } from "../xml-tests/part.ts";

/** `ResultFiles` of a test or a run. */
export function resultFilesPart(take: (path: string) => void): Part {
  return attachmentsPart(
    "ResultFile",
    telling((of) => take(of.keep("path") ?? "")),
  );
}

/** `CollectorDataEntries`, whose collectors list their files as links. */
export function collectorsPart(take: (path: string) => void): Part {
  const link = (): Part =>
    attachmentsPart(
      "A",
      telling((of) => take(of.keep("href") ?? "")),
    );
  const links = (): Part => attachmentsPart("UriAttachment", link);
  return attachmentsPart("Collector", () => attachmentsPart("UriAttachments", links));
}

/** `TestSettings`, which names the folder of the run's files, beside the report. */
export function settingsPart(take: (folder: string) => void): Part {
  return groupPart((name, of) => {
    const folder = name === "Deployment" ? of.keep("runDeploymentRoot") : undefined;
    if (folder !== undefined) take(folder);
    return ignored;
  });
}

/** Files of a run lie below `In` in its folder, those of a test in the test's own folder there. */
export function trxAttachment(path: string, runFolder: string, testFolder = ""): Attachment {
  const isPlaced =
    runFolder === "" || path === "" || isAbsolute(cleanPath(path)) || /^[a-z]{2,}:/i.test(path);
  if (isPlaced) return attachmentOf(path, {});
  return attachmentOf([runFolder, "In", testFolder, path].filter((part) => part !== "").join("/"), {});
}
