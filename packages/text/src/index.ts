export { inertLine, plainLine, plainText, stripAnsi } from "./clean.ts";
export { byteLength, cutBytes, cutCodePoints, cutLines, ellipsis } from "./cut.ts";
export { htmlText } from "./html.ts";
export { markdownBlock, markdownCode, markdownHtml, markdownText } from "./markdown.ts";
export { grouped, plural } from "./plural.ts";
export { redact, redacted } from "./redact.ts";
export { redactCommand } from "./redact-command.ts";
export { commandMessage, commandProperty } from "./workflow-command.ts";
export { xmlAttribute, xmlCharacters, xmlText } from "./xml.ts";
