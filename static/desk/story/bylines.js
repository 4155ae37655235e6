/** Bylines: names from the library, in the order printed. */

import { addRow, changed, clearBlanks, fieldOf, listOf, putInOrder, rowsIn } from "story/rows"
import { suggest } from "story/suggestions"

export function setUpBylines(form) {
  const add = form.querySelector("[data-add-byline]")
  if (!add) return
  clearBlanks("bylines")
  if (!rowsIn("bylines").length) addRow("bylines")
  rowsIn("bylines").forEach((row) => setUp(row, form))
  add.addEventListener("click", () => {
    const row = addRow("bylines")
    setUp(row, form)
    fieldOf(row, "contributor").focus()
  })
}

function setUp(row, form) {
  const name = fieldOf(row, "contributor")
  suggest(name, {
    address: form.dataset.findPeople,
    choose: ({ label }) => {
      name.value = label
      changed()
    },
  })
  row.querySelector("[data-up]").addEventListener("click", () => {
    row.previousElementSibling?.before(row)
    putInOrder("bylines")
    listOf("bylines").querySelector("[data-up]")?.focus()
    row.querySelector("[data-up]").focus()
    changed()
  })
}
