import type { SiteTemplate } from "@tollgate/model";
import { buildTemplate } from "./build-template.ts";

/** The page with the app. What is built has the page itself in place of this module. */
export const template: SiteTemplate = await buildTemplate();
