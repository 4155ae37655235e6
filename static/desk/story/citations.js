/** The citations' rows: what the marks in the text point to, numbered as readers will see them. */

import { newKey } from "body-editor/keys"
import { marksChanged, registerMarks } from "body-editor/marks"
import { askWhatItRestsOn } from "story/cite_dialog"
import { askForReferences } from "story/references_dialog"
import { addRow, arrange, changed, clearBlanks, fieldOf, isTakenOut, rowsIn, showRow } from "story/rows"

export function setUpCitations(form) {
  clearBlanks("citations")
  registerMarks({ citations: provider })
  form.querySelector("[data-add-citation]")?.addEventListener("click", () => provider.add())
  form.querySelector("[data-paste-references]")?.addEventListener("click", pasteReferences)
  form.addEventListener("input", number)
  form.addEventListener("change", ({ target }) => {
    if (target.name?.endsWith("-DELETE")) marksChanged()
  })
  number()
}

const standing = () => rowsIn("citations").filter((row) => !isTakenOut(row))
const keyOf = (row) => fieldOf(row, "key").value
const entryOf = (row) => ({
  key: keyOf(row),
  label: row.dataset.label,
  note: row.dataset.note,
  about: fieldOf(row, "locator").value,
})

const provider = {
  list: () => standing().filter((row) => row.dataset.label).map(entryOf),

  async add() {
    const chosen = await askWhatItRestsOn()
    return chosen && entryOf(rowFor(newKey(), chosen))
  },

  async pick() {
    const chosen = await askWhatItRestsOn({ held: provider.list() })
    return chosen?.key ? chosen : chosen && entryOf(rowFor(newKey(), chosen))
  },

  async edit(key) {
    const row = standing().find((each) => keyOf(each) === key)
    if (row) return showRow(row, "locator")
    // The mark stands in the text, but its row is gone: give it one again.
    const chosen = await askWhatItRestsOn()
    return chosen && rowFor(key, chosen)
  },
}

/** A new row for `chosen`, which is as story_lookups.evidence answers, with a locator. */
function rowFor(key, chosen) {
  const { document, source, agreement, role, label, about, note, locator, accessed = "" } = chosen
  const row = addRow("citations")
  row.removeAttribute("data-blank-row")
  Object.assign(row.dataset, { label, note })
  fieldOf(row, "key").value = key
  fieldOf(row, "document").value = document ?? ""
  fieldOf(row, "source").value = source ?? ""
  fieldOf(row, "agreement").value = agreement ?? ""
  fieldOf(row, "locator").value = locator
  fieldOf(row, "accessed_on").value = accessed
  row.querySelector("[data-label-text]").textContent = label
  row.querySelector("[data-about]").textContent = about
  if (role) fieldOf(row, "role").value = role
  changed()
  return row
}

function pasteReferences() {
  askForReferences({
    isCited: (note) => standing().some(({ dataset }) => dataset.note === note),
    take(results) {
      const rows = results.map((result) => rowFor(newKey(), { ...result, locator: "" }))
      rows[0]?.scrollIntoView({ block: "nearest" })
    },
  })
}

/** Bring the rows into the order of the text, each with its number there: that of its document,
    source or person. */
function number() {
  const body = document.querySelector("[data-body-editor]").value
  const marks = new DOMParser().parseFromString(body, "text/html").querySelectorAll("cite[data-key]")
  const marked = [...new Set([...marks].map(({ dataset }) => dataset.key))]
  const rows = rowsIn("citations")
  const notes = new Map(standing().map((row) => [keyOf(row), row.dataset.note]))
  const numbers = new Map()
  for (const note of marked.map((key) => notes.get(key))) {
    if (note && !numbers.has(note)) numbers.set(note, numbers.size + 1)
  }
  for (const row of rows) {
    row.querySelector("[data-mark]").textContent = numbers.get(row.dataset.note) ?? "–"
    row.querySelector("[data-where]").textContent = fieldOf(row, "locator").value
  }
  const place = (row) => marked.indexOf(keyOf(row)) + 1 || marked.length + 1
  arrange(rows.toSorted((one, other) => place(one) - place(other)))
}
