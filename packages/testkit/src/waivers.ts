import type { FiledWaiver, Waiver } from "@tollgate/model";

/** An approved waiver of the whole repository's coverage, on the base branch and far from its end. */
export function aWaiver(members: Partial<Waiver> = {}, filed: Partial<FiledWaiver> = {}): FiledWaiver {
  return {
    waiver: {
      id: ".tollgate/waivers/coverage.yml",
      rule: "coverage",
      scope: {},
      reason: "The old parser goes in December.",
      owner: "@shop/api-team",
      expires: "2026-12-20",
      ...members,
    },
    isPending: false,
    approval: { verdict: "approved", why: "ada@example.com approved it" },
    ...filed,
  };
}
