import { isMembers, type Members, own, ownInteger, ownList, ownMembers, ownText } from "../json/members.ts";

/** The rules of one run: of the tool and its extensions. */
export type Rules = {
  /** Id of the rule of a result, and what is known of the rule. */
  readonly of: (result: Members) => { readonly id?: string; readonly rule?: Members };
  /** The level that the settings of the run give a rule, for a result that has none. */
  readonly levelOf: (result: Members, id: string | undefined, rule: Members | undefined) => unknown;
  /** Texts of messages that all rules share. */
  readonly sharedMessages: Members;
};

export function createRules(run: Members, driver: Members): Rules {
  const extensions = (ownList(ownMembers(run, "tool") ?? {}, "extensions") ?? []).map((extension) =>
    isMembers(extension) ? extension : {},
  );
  const byId = new Map<string, Members>();
  for (const rule of [driver, ...extensions].flatMap(rulesOf)) {
    const id = isMembers(rule) ? ownText(rule, "id") : undefined;
    if (id !== undefined && isMembers(rule) && !byId.has(id)) byId.set(id, rule);
  }
  const invocations = ownList(run, "invocations") ?? [];

  return {
    of(result) {
      const told = ownMembers(result, "rule") ?? {};
      const index = ownInteger(told, "index", 0) ?? ownInteger(result, "ruleIndex", 0);
      const component = ownInteger(ownMembers(told, "toolComponent") ?? {}, "index", 0);
      const owner = component === undefined ? driver : (extensions[component] ?? {});
      const at = index === undefined ? undefined : rulesOf(owner)[index];
      const id =
        ownText(result, "ruleId") ?? ownText(told, "id") ?? (isMembers(at) ? ownText(at, "id") : undefined);
      if (id === undefined) return isMembers(at) ? { rule: at } : {};
      const rule = isMembers(at) && fits(ownText(at, "id"), id) ? at : ruleNamed(id);
      return { id, ...(rule === undefined ? {} : { rule }) };
    },
    levelOf(result, id, rule) {
      return overrideOf(result, id) ?? own(ownMembers(rule ?? {}, "defaultConfiguration") ?? {}, "level");
    },
    sharedMessages: ownMembers(driver, "globalMessageStrings") ?? {},
  };

  /** `CA1000/1` is a case of the rule `CA1000`. */
  function ruleNamed(id: string): Members | undefined {
    for (let name = id; name !== ""; name = name.slice(0, Math.max(0, name.lastIndexOf("/")))) {
      const rule = byId.get(name);
      if (rule !== undefined) return rule;
    }
    return undefined;
  }

  /** What the run was set to: of several invocations only the one that the result names. */
  function overrideOf(result: Members, id: string | undefined): unknown {
    const named = ownInteger(ownMembers(result, "provenance") ?? {}, "invocationIndex", 0);
    const invocation = invocations[named ?? (invocations.length === 1 ? 0 : -1)];
    if (id === undefined || !isMembers(invocation)) return undefined;
    for (const override of (ownList(invocation, "ruleConfigurationOverrides") ?? []).filter(isMembers)) {
      if (fits(ownText(ownMembers(override, "descriptor") ?? {}, "id"), id))
        return own(ownMembers(override, "configuration") ?? {}, "level");
    }
    return undefined;
  }
}

function rulesOf(component: Members): readonly unknown[] {
  return ownList(component, "rules") ?? [];
}

function fits(rule: string | undefined, id: string): boolean {
  return rule !== undefined && (id === rule || id.startsWith(`${rule}/`));
}
