import {
  baselineStates,
  type Finding,
  type FindingPlace,
  findingLevels,
  type Suppression,
  suppressionKinds,
} from "../finding.ts";
import {
  integerOf,
  listOf,
  type Members,
  membersOf,
  oneOf,
  optional,
  Refusal,
  repoPathOf,
  textOf,
  truthOf,
} from "./guards.ts";

/** One of a `findings` line. */
export function decodeFinding(value: unknown, where: string): Finding {
  const finding = membersOf(value, where);
  return {
    ...decodePlace(finding, where),
    tool: textOf(finding["tool"], `${where}.tool`),
    ...optional(finding, "rule", where, textOf),
    level: oneOf(finding["level"], `${where}.level`, findingLevels),
    message: textOf(finding["message"], `${where}.message`),
    package: textOf(finding["package"], `${where}.package`),
    ...optional(finding, "undecided", where, truthOf),
    ...optional(finding, "otherPlaces", where, (list, at) => listOf(list, at, decodeOtherPlace)),
    ...optional(finding, "fingerprints", where, texts),
    ...optional(finding, "partialFingerprints", where, texts),
    ...optional(finding, "suppressed", where, decodeSuppression),
    ...optional(finding, "baselineState", where, (state, at) => oneOf(state, at, baselineStates)),
    ...optional(finding, "securityTenths", where, tenths),
  };
}

function decodeOtherPlace(value: unknown, where: string): FindingPlace {
  return decodePlace(membersOf(value, where), where);
}

function decodePlace(place: Members, where: string): FindingPlace {
  return {
    ...optional(place, "path", where, repoPathOf),
    ...optional(place, "named", where, textOf),
    ...optional(place, "line", where, positive),
    ...optional(place, "endLine", where, positive),
    ...optional(place, "column", where, positive),
  };
}

function decodeSuppression(value: unknown, where: string): Suppression {
  const suppression = membersOf(value, where);
  return {
    kind: oneOf(suppression["kind"], `${where}.kind`, suppressionKinds),
    ...optional(suppression, "justification", where, textOf),
  };
}

function texts(value: unknown, where: string): readonly string[] {
  return listOf(value, where, textOf);
}

function positive(value: unknown, where: string): number {
  return integerOf(value, where, 1);
}

function tenths(value: unknown, where: string): number {
  const number = integerOf(value, where, 0);
  if (number > 100) throw new Refusal(`${where} is more than 100`);
  return number;
}
