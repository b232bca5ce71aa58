// Reads {schema, name} from standard input and writes TypeScript declarations to standard output.
// It is run in the folder that holds node_modules, which is not the folder of this file.
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const { compile } = createRequire(`${process.cwd()}/`)("json-schema-to-typescript");

const { schema, name } = JSON.parse(await text(process.stdin));
process.stdout.write(
  await compile(schema, name, {
    additionalProperties: false, // messages refuse unknown fields
    bannerComment: "",
    ignoreMinAndMaxItems: true, // a list with a limit is a list, not a union of tuples
  }),
);
