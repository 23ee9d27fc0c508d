import type { Attachment, Attempt, TestCase } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attachmentsByTry } from "./unite-attachments.ts";

const shot: Attachment = { path: "e2e/shot.png", bytes: 7, type: "image/png", state: "present" };
const trace: Attachment = { path: "e2e/trace.zip", state: "absent" };
const log: Attachment = { name: "log", bytes: 3, state: "embedded" };

describe("attachments of several views", () => {
  it("are united, and what one view knows of a file is kept", () => {
    const poorer: Attachment = { name: "shot", path: "e2e/shot.png", state: "named" };
    const one = telling({ attachments: [shot, log] });
    const two = telling({ attachments: [trace, poorer] });
    const united = [log, { ...shot, name: "shot" }, trace];
    expect(attachmentsByTry([one, two], undefined)).toEqual({ attachments: united });
    expect(attachmentsByTry([two, one], undefined)).toEqual({ attachments: united });
  });

  it("stay with the try that one view gives them to", () => {
    const fuller = telling({ attachments: [trace], earlier: [tried([shot])] });
    const flat = telling({ attachments: [shot, trace] });
    expect(attachmentsByTry([flat, fuller], [tried()])).toEqual({
      attachments: [trace],
      earlier: [tried([shot])],
    });
  });

  it("meet at the last tries when one view tells fewer", () => {
    const short = telling({ earlier: [tried([log])] });
    const long = telling({ earlier: [tried([trace]), tried([shot])] });
    expect(attachmentsByTry([short, long], [tried(), tried()]).earlier).toEqual([
      tried([trace]),
      tried([log, shot]),
    ]);
  });

  it("stay with the test when its tries are not kept", () => {
    expect(attachmentsByTry([telling({ earlier: [tried([shot])] })], undefined)).toEqual({
      attachments: [shot],
    });
  });

  it("are kept as often as one view has them", () => {
    const twice = telling({ attachments: [log, log] });
    expect(attachmentsByTry([twice, telling({ attachments: [log] })], undefined).attachments).toHaveLength(2);
  });

  it("are the same in any order, and none is lost", () => {
    const attachment = fc.record(
      {
        name: fc.constantFrom("a", "b"),
        path: fc.constantFrom("x", "y", "z"),
        bytes: fc.nat(2),
        state: fc.constantFrom<Attachment["state"]>("present", "absent", "named"),
      },
      { requiredKeys: ["path", "state"] },
    );
    const list = fc.array(attachment, { maxLength: 3 });
    const any = fc
      .record({ attachments: list, earlier: list })
      .map(({ attachments, earlier }) =>
        telling({ attachments, ...(earlier.length === 0 ? {} : { earlier: [tried(earlier)] }) }),
      );
    fc.assert(
      fc.property(
        fc
          .array(any, { maxLength: 4 })
          .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        fc.boolean(),
        ([all, shuffled], hasTries) => {
          const earlier = hasTries ? [tried()] : undefined;
          const united = attachmentsByTry(all, earlier);
          expect(attachmentsByTry(shuffled, earlier)).toEqual(united);
          const paths = (tests: readonly Partial<TestCase>[]): unknown =>
            new Set(
              tests
                .flatMap((test) => [test as Attempt, ...(test.earlier ?? [])])
                .flatMap(({ attachments = [] }) => attachments.map(({ path }) => path)),
            );

          expect(paths([united])).toEqual(paths(all));
        },
      ),
    );
  });
});

function telling(members: Partial<TestCase>): TestCase {
  return { package: "p", suite: [], name: "adds", status: "passed", details: [], ...members };
}

function tried(attachments?: readonly Attachment[]): Attempt {
  return { status: "failed", details: [], ...(attachments === undefined ? {} : { attachments }) };
}
