import type { Attachment } from "@tollgate/model";
import { aCase } from "@tollgate/testkit";
import { expect, it } from "vitest";
import { attachmentPlaces, ownAttachments } from "./attachments.ts";

const at = (path: string, state: Attachment["state"] = "present"): Attachment => ({ path, state });

it("shows what can be opened, the last try first, each once, three at most", () => {
  const test = aCase({
    status: "failed",
    attachments: [at("final.png"), at("gone.png", "absent"), at("/etc/x", "outside"), { state: "embedded" }],
    earlier: [
      { status: "failed", details: [], attachments: [at("first.png"), at("final.png"), at("more.png")] },
      { status: "failed", details: [], attachments: [at("second.png"), at("https://ci.test/x", "remote")] },
    ],
  });
  expect(attachmentPlaces(test)).toEqual({
    shown: ["final.png", "second.png", "https://ci.test/x"],
    more: 2,
  });
  expect(attachmentPlaces(aCase())).toEqual({ shown: [], more: 0 });
});

it("cuts long paths", () => {
  const [path] = attachmentPlaces(aCase({ attachments: [at("x".repeat(3_000))] })).shown;
  expect(path!.length).toBeLessThanOrEqual(200);
});

it("keeps those of earlier tries that no format has a place for", () => {
  const earlier = (["skipped", "failed"] as const).map((status) => ({
    status,
    details: [],
    attachments: [at(status)],
  }));
  expect(ownAttachments(aCase({ attachments: [at("own")], earlier }))).toEqual([at("own"), at("skipped")]);
});
