import { canonicalJson, type Policy } from "@tollgate/model";

/** Break-glass that a layer allows and those above it do not, or to fewer people: both files in words. */
export function overrideWords(above: Policy, own: Policy): readonly string[] {
  const allowed = above.override;
  const told = own.override;
  if (told === undefined) return [];
  const where = `${own.path ?? "a layer"}: \`override\``;
  const by = above.path ?? "the layers above";
  if (allowed === undefined) return [`${where} is allowed, and ${by} allows none`];
  if (told.label !== allowed.label)
    return [`${where} has the label ${told.label}, and ${by} ${allowed.label}`];
  const { who } = allowed;
  if (who === undefined || told.who?.every((handle) => who.includes(handle)) === true) return [];
  return [`${where} is allowed to more people than ${by} names`];
}

/** Of policies side by side each must allow it, and in the same way. */
export function commonOverride(policies: readonly Policy[]): Pick<Policy, "override"> {
  const [first, ...more] = policies.map(({ override }) => override);
  const isCommon = more.every((other) => canonicalJson(other) === canonicalJson(first));
  return first === undefined || !isCommon ? {} : { override: first };
}
