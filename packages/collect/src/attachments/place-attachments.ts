import type { Attachment, Attempt, TestCase } from "@tollgate/model";
import { redact } from "@tollgate/text";
import type { RawProblem } from "../reader.ts";
import { type AttachmentPlaces, createAttachmentFinder } from "./find-attachment.ts";
import { mediaTypeOf } from "./media-type.ts";

/** Says of attachments where they are; keeps count of those that are not there. */
export interface AttachmentPlacer {
  place(attachments: readonly Attachment[], most?: number): readonly Attachment[];
  /** The test with those of all its tries placed; most tests have none, and stay the same object. */
  placeTest(test: TestCase): TestCase;
  /** What is to be said about all of them: one Problem, or none. */
  problems(): readonly RawProblem[];
}

/** Without places nobody looks: paths stay as written. */
export function createAttachmentPlacer(places: AttachmentPlaces | undefined): AttachmentPlacer {
  const find = places === undefined ? undefined : createAttachmentFinder(places);
  const counts = { all: 0, absent: 0, outside: 0, dropped: 0 };
  let first: string | undefined;
  return { place, placeTest, problems };

  function placeTest(test: TestCase): TestCase {
    const placed = placeOf(test);
    const isTried = test.earlier?.some(({ attachments }) => attachments !== undefined) === true;
    return isTried ? { ...placed, earlier: test.earlier.map(placeOf) } : placed;
  }

  function placeOf<T extends Attempt>(attempt: T): T {
    const { attachments } = attempt;
    return attachments === undefined ? attempt : { ...attempt, attachments: place(attachments) };
  }

  function place(attachments: readonly Attachment[], most = mostOfTry): readonly Attachment[] {
    counts.all += attachments.length;
    counts.dropped += Math.max(0, attachments.length - most);
    return attachments.slice(0, most).map(placeOne);
  }

  function placeOne({ name, path, type, ...told }: Attachment): Attachment {
    const where = path !== undefined && told.state === "named" ? find?.(path) : undefined;
    if (where?.state === "absent" || where?.state === "outside") {
      counts[where.state]++;
      first ??= path;
    }
    const media = type ?? (path === undefined ? undefined : mediaTypeOf(path));
    const shown = where?.path ?? path;
    return {
      ...(name === undefined ? {} : { name: redact(name) }),
      ...(shown === undefined ? {} : { path: redact(shown).replace(signature, "$1[redacted]") }),
      ...(media === undefined ? {} : { type: media }),
      ...told,
      ...(where === undefined ? {} : { state: where.state }),
      ...(where?.state === "present" ? { bytes: where.bytes } : {}),
    };
  }

  function problems(): readonly RawProblem[] {
    const { all, absent, outside, dropped } = counts;
    const said = [
      ...(absent === 0 ? [] : [`${absent} of ${all} attachments ${absent === 1 ? "is" : "are"} not there`]),
      ...(outside === 0 ? [] : [`${outside} of ${all} would lie outside the repository, where nobody looks`]),
      ...(dropped === 0
        ? []
        : [`${dropped} of ${all} are not kept: a try keeps ${mostOfTry}, a run ${mostOfRun}`]),
    ];
    if (said.length === 0) return [];
    const example = first === undefined ? "" : ` The first is ${JSON.stringify(first.slice(0, 120))}.`;
    return [{ ...missingAttachment, message: `Of attachments: ${said.join("; ")}.${example}` }];
  }
}

/** Addresses of stores carry the key that opens them. */
const signature = /([?&][^=&#]*(?:sig|signature|credential)[^=&#]*=)[^&#]*/gi;

/** More than people look at; a scenario may attach each line of its log. */
const mostOfTry = 100;

export const mostOfRun: number = 1_000;

const missingAttachment: Omit<RawProblem, "message"> = {
  code: "missing-attachment",
  severity: "info",
  remedy:
    'Nothing is judged by attachments. To have them at hand, keep them below the repository\'s folder until the reports are collected, and map the paths of containers: `paths: [{ from: "/app/", to: "" }]`.',
};
