/** What a page tells of itself, for the empty fields of a document. */

import { complaint, send } from "story/asking"

/**
 * Ask the desk at `address` what the page at `url` tells; `own` is the id of the document it is for.
 *
 * Resolves to { fields, publisher }, to { known } if the library has it, or to { refused: words }.
 */
export async function ask(address, url, own = "") {
  const data = new FormData()
  data.append("url", url)
  data.append("document", own)
  const { ok, answer } = await send(address, data)
  return ok ? answer : { refused: complaint(answer, "It could not be asked. Try again.") }
}

/**
 * Put `fields` into the inputs that `input(name)` gives; returns the names of those filled in.
 *
 * What somebody wrote stays. `asGiven` has the values of those that had one before anybody chose.
 */
export function fill(fields, input, asGiven = {}) {
  return Object.keys(fields).filter((name) => {
    const { value } = input(name)
    const isOurs = !value || value === asGiven[name]
    if (isOurs) input(name).value = fields[name]
    return isOurs
  })
}
