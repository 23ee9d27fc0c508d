import type { Decision, Policy } from "@tollgate/model";

/** Which policy it is, as a decision names it. */
export function policyOf({ path, origin, layers }: Policy): Pick<Decision, "policy"> {
  if (origin === undefined) return {};
  return {
    policy: {
      ...(path === undefined ? {} : { path }),
      ...origin,
      ...(layers === undefined ? {} : { layers }),
    },
  };
}
