// Runs the module that its argument names. A panic in it is a trap, with which this fails.
import { readFile } from "node:fs/promises";
import { argv } from "node:process";

const { instance } = await WebAssembly.instantiate(await readFile(argv[2]), {});
const waits = instance.exports;

function expect(name, isExpected) {
  const wait = waits[name]();
  if (!isExpected(wait)) throw new Error(`${name}: ${wait} ms`);
  console.log(`${name}: ${wait} ms`);
}

expect("wait_of_seconds", (wait) => wait === 7000);
expect("wait_of_dates", (wait) => wait === 9000);
// Without a clock the date is no wait, so that the hint decides.
expect("wait_of_a_date_alone", (wait) => wait === -1 || (wait >= 0 && wait <= 60000));
