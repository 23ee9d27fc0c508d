// Bundled by the test: the published modules import JSON in a way that Node does not load.
export { validate } from "@actions/languageservice";
