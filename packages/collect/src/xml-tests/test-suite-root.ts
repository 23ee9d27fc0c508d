import type { RootTag } from "../xml/root-tag.ts";

/**
 * NUnit and Allure 1 both call a root element `test-suite`. Allure names its model as the namespace; where there is
 * none, NUnit alone gives names and results as attributes.
 */
export function isAllureSuite({ name, tag }: RootTag): boolean {
  return name === "test-suite" && (/urn:model\.allure\./.test(tag) || !nunitAttribute.test(tag));
}

const nunitAttribute = /\s(?:name|type|fullname|result|success|executed|testcasecount)\s*=/;
