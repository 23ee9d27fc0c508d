export { endWithParent, listen } from "./listen.ts";
export { readBody } from "./read-body.ts";
