// Takes an AsyncAPI document; prints what AsyncAPI's own parser says of it, one diagnostic a line,
// and then its channels and messages. Ends with 0 whatever it finds.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// The parser is installed beside the build's output, not beside this file.
const require = createRequire(pathToFileURL(process.cwd() + "/"));
const { Parser } = require("@asyncapi/parser");

const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[2], "utf8"));
for (const { severity, code, path, message } of diagnostics) {
  console.log(`diagnostic ${severity} ${code} ${path.join(".")}: ${message}`);
}
for (const channel of document?.channels() ?? []) {
  console.log(`channel ${channel.address()}`);
  for (const message of channel.messages()) {
    console.log(`message ${message.name()}`);
  }
}
