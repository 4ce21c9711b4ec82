// Asks yaml-language-server, as editors do, what it shows for a catalog: the texts under the pointer, the problems, and what
// completes a value.
//
// node .ci/editors.mjs SERVER SCHEMA
import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";

const [server, schema] = process.argv.slice(2);
const child = spawn(process.execPath, [server, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const waiting = new Map();
const diagnostics = new Map();
let received = Buffer.alloc(0);
let number = 0;

function send(message) {
  const text = JSON.stringify({ jsonrpc: "2.0", ...message });
  child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

function request(method, params) {
  number += 1;
  const id = number;
  send({ id, method, params });
  return new Promise((resolve) => waiting.set(id, resolve));
}

function receive(message) {
  if (message.method === "textDocument/publishDiagnostics") {
    diagnostics.get(message.params.uri)?.(message.params.diagnostics);
  } else if (message.method && message.id !== undefined) {
    const settings = { yaml: { hover: true, validate: true, completion: true } };
    const sections = message.params?.items?.map((item) => settings[item.section] ?? null) ?? null;
    send({ id: message.id, result: message.method === "workspace/configuration" ? sections : null });
  } else {
    waiting.get(message.id)?.(message.result);
  }
}

child.stdout.on("data", (chunk) => {
  received = Buffer.concat([received, chunk]);
  for (;;) {
    const end = received.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(received.subarray(0, end).toString())[1]);
    if (received.length < end + 4 + length) return;
    receive(JSON.parse(received.subarray(end + 4, end + 4 + length).toString()));
    received = received.subarray(end + 4 + length);
  }
});

/// Opens a catalog whose `errors` has this entry; returns what is wrong, and what is shown and offered at `|`.
async function open(name, entry) {
  const at = entry.indexOf("|");
  const head = `# yaml-language-server: $schema=${pathToFileURL(schema)}\nerrspec: 1\napi: { name: Acme }\nenvelope: { code: /code }\nerrors:\n`;
  const uri = `file:///tmp/${name}.yaml`;
  const found = new Promise((resolve) => diagnostics.set(uri, resolve));
  const text = head + entry.replace("|", "") + "\n";
  send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
  const problems = (await found).map((problem) => problem.message);
  const before = (head + entry.slice(0, Math.max(at, 0))).split("\n");
  const position = { line: before.length - 1, character: before.at(-1).length };
  const hover = at < 0 ? null : await request("textDocument/hover", { textDocument: { uri }, position });
  const completion = at < 0 ? null : await request("textDocument/completion", { textDocument: { uri }, position });
  const offered = completion?.items?.map((item) => item.label) ?? [];
  return { problems, shown: hover?.contents?.value ?? "", offered };
}

let failures = 0;
function expect(what, text, parts) {
  const missing = parts.filter((part) => !text.includes(part));
  console.log(`${missing.length ? "FAILED" : "ok"}: ${what}\n    ${text.replaceAll("\n", "\n    ")}`);
  failures += missing.length;
}

await request("initialize", { processId: process.pid, rootUri: null, capabilities: {} });
send({ method: "initialized", params: {} });

const rest = "meaning: It was deleted.";
for (const [what, entry, parts] of [
  ["a key", `  - { code: gone, |status: 410, ${rest}, retry: never }`, ["HTTP status"]],
  ["a status", `  - { code: gone, status: |410, ${rest}, retry: never }`, ["410 Gone", "HTTP status"]],
  ["a status of several", `  - { code: gone, status: [404, |410], ${rest}, retry: never }`, ["410 Gone"]],
  ["a status without a name", `  - { code: gone, status: |444, ${rest}, retry: never }`, ["HTTP status"]],
  ["a class", `  - { status: |5xx, ${rest}, retry: never }`, ["Every status of the class"]],
  ["a hint", `  - { code: gone, status: 410, ${rest}, retry: |never }`, ["same request"]],
  ["a hint with a wait", `  - { code: gone, status: 410, ${rest}, retry: |after 60s }`, ["Wait that long"]],
  ["a hint with a growing wait", `  - { code: gone, status: 410, ${rest}, retry: |backoff 1s }`, ["exponentially"]],
  ["an action", `  - { code: gone, status: 410, ${rest}, retry: { action: |Sign in. } }`, ["Somebody has to do this"]],
  ["a key of a hint", `  - { code: gone, status: 410, ${rest}, retry: { |backoff: 1s } }`, ["exponentially"]],
  ["a field type", `  - { code: gone, ${rest}, retry: never, fields: { a: |unsigned } }`, ["`u64`"]],
]) {
  const { problems, shown } = await open(what.replaceAll(" ", "-"), entry);
  expect(`hover on ${what}`, shown, parts);
  expect(`problems around ${what}`, problems.join("\n"), []);
  failures += problems.length;
}
for (const [what, entry, parts] of [
  ["a misspelled hint", `  - { code: gone, ${rest}, retry: nevr }`, ["write `never`", "after 60s"]],
  ["a status with its phrase", `  - { code: gone, status: 410 Gone, ${rest}, retry: never }`, ["5xx"]],
  ["a status that is too large", `  - { code: gone, status: 4100, ${rest}, retry: never }`, ["maximum of 999"]],
  ["no status", `  - code: gone\n    status:\n    ${rest}\n    retry: never`, ["5xx"]],
  ["a locator without a slash", `  - { code: gone, ${rest}, retry: never, match: { kind: a } }`, ["JSON Pointer such as"]],
  ["a misspelled type", `  - { code: gone, ${rest}, retry: never, fields: { a: strin } }`, ["string"]],
  ["a misspelled key", `  - { code: gone, meanin: x, retry: never }`, ["meanin"]],
]) {
  const { problems } = await open(what.replaceAll(" ", "-"), entry);
  expect(`problems of ${what}`, problems.join("\n"), parts);
}
for (const [what, entry, parts] of [
  ["a status", `  - code: gone\n    status: |\n    ${rest}`, ["404", "429", "503", "5xx"]],
  ["a hint", `  - code: gone\n    ${rest}\n    retry: |`, ["never", "once", "after 60s", "backoff 60s"]],
  ["a key of a hint", `  - code: gone\n    ${rest}\n    retry:\n      |`, ["action", "backoff"]],
]) {
  const { offered } = await open(`completed-${what.replaceAll(" ", "-")}`, entry);
  expect(`completion of ${what}`, offered.join("; "), parts);
}
child.kill();
process.exit(failures === 0 ? 0 : 1);
