import type { Attachment } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import type { AttachmentPlaces, FoundFile } from "./find-attachment.ts";
import { createAttachmentPlacer } from "./place-attachments.ts";

const files = new Map([
  ["e2e/results/run/shot.png", 7],
  ["packages/api/logs/a.log", 8],
  ["shots/b.png", 9],
  ["e2e/results/shots/b.png", 10],
]);
const leads = "e2e/results/link";

function placing(members: Partial<AttachmentPlaces> = {}) {
  const looked: string[] = [];
  const lookUp = (path: string): FoundFile => {
    looked.push(path);
    const bytes = files.get(path);
    if (path.startsWith(leads)) return { state: "outside" };
    return bytes === undefined ? { state: "absent" } : { state: "present", bytes };
  };
  const placer = createAttachmentPlacer({
    lookUp,
    root: "/repo",
    mappings: [{ from: "/mapped/", to: "" }],
    reportFolder: "e2e/results",
    packageFolder: "packages/api",
    foreignRoots: ["/other/checkout/"],
    ...members,
  });
  return { placer, looked };
}

function named(path: string): Attachment {
  return { path, state: "named" };
}

describe("an attachment is looked for", () => {
  it.each([
    ["run/shot.png", "e2e/results/run/shot.png"],
    ["./run/../run/shot.png", "e2e/results/run/shot.png"],
    ["run\\shot.png", "e2e/results/run/shot.png"],
    ["results/run/shot.png", "e2e/results/run/shot.png"],
    ["../../e2e/results/run/shot.png", "e2e/results/run/shot.png"],
    ["shots/b.png", "e2e/results/shots/b.png"],
    ["../../shots/b.png", "shots/b.png"],
    ["logs/a.log", "packages/api/logs/a.log"],
    ["packages/api/logs/a.log", "packages/api/logs/a.log"],
    ["/repo/shots/b.png", "shots/b.png"],
    ["file:///repo/shots/b.png", "shots/b.png"],
    ["/mapped/shots/b.png", "shots/b.png"],
    ["/other/checkout/shots/b.png", "shots/b.png"],
    ["/app/e2e/results/run/shot.png", "e2e/results/run/shot.png"],
    ["/app/logs/a.log", "packages/api/logs/a.log"],
    ["D:\\build\\e2e\\results\\run\\shot.png", "e2e/results/run/shot.png"],
  ])("%s is %s", (spelling, path) => {
    const { placer } = placing();
    const [placed] = placer.place([named(spelling)]);
    expect(placed).toMatchObject({ path, bytes: files.get(path), state: "present" });
    expect(placer.problems()).toEqual([]);
  });

  it.each([
    ["none.png", { path: "e2e/results/none.png", state: "absent" }],
    ["../none.png", { path: "e2e/none.png", state: "absent" }],
    ["/repo/none.png", { path: "none.png", state: "absent" }],
    ["../../../../etc/passwd", { path: "../../../../etc/passwd", state: "outside" }],
    ["/etc/passwd", { path: "/etc/passwd", state: "outside" }],
    ["/repo/../etc/passwd", { path: "/repo/../etc/passwd", state: "outside" }],
    ["/repository/shots/x.png", { path: "/repository/shots/x.png", state: "outside" }],
    ["C:\\x\\y.png", { path: "C:\\x\\y.png", state: "outside" }],
    ["\\\\server\\share\\x.png", { path: "\\\\server\\share\\x.png", state: "outside" }],
    ["link/secret.png", { path: "link/secret.png", state: "outside" }],
  ])("%s is not there", (spelling, found) => {
    const { placer, looked } = placing({ packageFolder: "" });
    expect(placer.place([named(spelling)])).toMatchObject([found]);
    expect(looked.filter((path) => /^\/|\.\.|:|\\/.test(path))).toEqual([]);
    expect(placer.problems()).toMatchObject([{ code: "missing-attachment", severity: "info" }]);
  });

  it("only below the root", () => {
    const { placer, looked } = placing();
    placer.place([
      { path: "https://ci.test/a.png", state: "remote" },
      { bytes: 3, state: "embedded" },
    ]);
    expect(looked).toEqual([]);
    expect(placer.problems()).toEqual([]);
  });

  it("once for each spelling, and seldom by its ends", () => {
    const { placer, looked } = placing();
    for (let i = 0; i < 3; i++) placer.place([named("run/shot.png")]);
    expect(looked).toHaveLength(1);
    for (let i = 0; i < 5_000; i++) placer.place([named(`/far/away/from/here/${i}.png`)]);
    expect(looked.length).toBeLessThan(2_500);
  });
});

it("one Problem tells of all that are not there", () => {
  const { placer } = placing();
  placer.place([named("a.png"), named("/x/b.png"), named("shots/b.png"), named("c.png")]);
  expect(placer.problems().map(({ message }) => message)).toEqual([
    'Of attachments: 2 of 4 attachments are not there; 1 of 4 would lie outside the repository, where nobody looks. The first is "a.png".',
  ]);
});

it("without a workspace paths stay as they are written", () => {
  const placer = createAttachmentPlacer(undefined);
  expect(placer.place([named("../a.png")])).toEqual([
    { path: "../a.png", type: "image/png", state: "named" },
  ]);
  expect(placer.problems()).toEqual([]);
});

it("a try keeps a hundred, and it is said how many there were", () => {
  const { placer } = placing();
  const kept = placer.place(Array.from({ length: 150 }, () => ({ bytes: 1, state: "embedded" })));
  expect(kept).toHaveLength(100);
  expect(placer.problems()[0]?.message).toContain("50 of 150 are not kept");
});

it("keys in addresses and names are taken out", () => {
  const { placer } = placing();
  const path = "https://bucket.test/a.png?X-Amz-Credential=abc&X-Amz-Signature=def&x=1";
  expect(placer.place([{ name: "token=abcdefghijklmnop", path, state: "remote" }])).toMatchObject([
    {
      name: "token=[redacted]",
      path: "https://bucket.test/a.png?X-Amz-Credential=[redacted]&X-Amz-Signature=[redacted]&x=1",
    },
  ]);
});

it("earlier tries are placed, and tests without any stay the same object", () => {
  const { placer } = placing();
  const test = { package: "p", suite: [], name: "a", status: "passed", details: [] } as const;
  expect(placer.placeTest(test)).toBe(test);
  const tried = { status: "failed", details: [], attachments: [named("run/shot.png")] } as const;
  expect(placer.placeTest({ ...test, earlier: [tried] })).toMatchObject({
    earlier: [{ attachments: [{ state: "present", bytes: 7 }] }],
  });
});
