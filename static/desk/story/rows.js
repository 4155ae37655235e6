/** Rows of a formset: added from the blank in the page, taken out by a tick box of their own. */

const form = document.getElementById("story-form")

/** The list elements of the page's rows, by name: "bylines", "citations", "placements", "lead". */
export const listOf = (name) => form.querySelector(`[data-rows="${name}"]`)

export const rowsIn = (name) => [...(listOf(name)?.querySelectorAll("[data-row]") ?? [])]

/** The field of a row by the name that its Django form gives it. */
export const fieldOf = (row, name) => row.querySelector(`[name$="-${name}"]`)

export const isTakenOut = (row) => Boolean(fieldOf(row, "DELETE")?.checked)

/** Tell whoever listens to the form that something in it changed. */
export const changed = () => form.dispatchEvent(new Event("input", { bubbles: true }))

/** A new row of `formset`, put at the end of the list called `name`. */
export function addRow(formset, name = formset) {
  const total = form.elements[`${formset}-TOTAL_FORMS`]
  const blank = form.querySelector(`template[data-blank="${formset}"]`)
  const holder = document.createElement("template")
  holder.innerHTML = blank.innerHTML.replaceAll("__prefix__", total.value)
  const row = holder.content.firstElementChild
  total.value = String(Number(total.value) + 1)
  listOf(name).append(row)
  return row
}

/** Take away the blank rows that are there for people without scripts. */
export function clearBlanks(name) {
  for (const row of rowsIn(name)) if (isBlank(row)) row.remove()
}

function isBlank(row) {
  if (!row.hasAttribute("data-blank-row") || row.querySelector(".wrong:not(:empty)")) return false
  return [...row.querySelectorAll("input:not([type=checkbox]), textarea")].every((field) => !field.value)
}

/** Number the rows as they stand, so that the server keeps their order. */
export function putInOrder(...names) {
  names.flatMap(rowsIn).forEach((row, index) => {
    const order = fieldOf(row, "ORDER")
    if (order) order.value = String(index + 1)
  })
}

/** Bring `rows` of one list into this order. None is touched if they stand so: a row that is moved
    loses the caret. */
export function arrange(rows) {
  const list = rows[0]?.parentElement
  const standing = [...(list?.children ?? [])].filter((row) => rows.includes(row))
  if (rows.some((row, index) => row !== standing[index])) list.append(...rows)
}

/** Bring a row before somebody's eyes, and the caret into its field `name`. */
export function showRow(row, name) {
  const field = fieldOf(row, name)
  field?.closest("details")?.setAttribute("open", "")
  row.scrollIntoView({ block: "nearest" })
  field?.focus({ preventScroll: true })
}
