/** The dialog behind Paste references: a list goes in, documents to confirm come out. */

import { withoutStyles } from "body-editor/pasting"
import { complaint, send } from "story/asking"

const BLOCKS = "p, li, div, br, tr, dd, dt, h1, h2, h3, h4, h5, h6, blockquote"
const dialog = document.getElementById("references-dialog")
const part = (name) => dialog.querySelector(`[data-${name}]`)
const list = dialog?.querySelector("textarea")

let take = null
let isCited = null
let isBusy = false

/**
 * Ask for a list. `take(results)` is called with the documents that were confirmed, each as
 * story_lookups.evidence answers with the day it was `accessed`; `isCited(note)` says whether the
 * story cites one already.
 */
export function askForReferences(asked) {
  ;({ take, isCited } = asked)
  dialog.querySelector("form").reset()
  showList()
  dialog.showModal()
  list.focus()
}

function showList() {
  part("confirming").replaceChildren()
  show({ confirming: false })
  list.focus()
}

function show({ confirming }) {
  part("pasting").hidden = confirming
  part("read-list").hidden = part("read-list").disabled = confirming
  part("confirming").hidden = !confirming
  part("told").hidden = !confirming
  part("back").hidden = !confirming
  part("add-ticked").hidden = part("add-ticked").disabled = !confirming
  part("wrong").textContent = ""
}

async function readList() {
  const data = new FormData()
  data.append("text", list.value)
  const { ok, answer } = await send(dialog.dataset.read, data)
  if (!ok) return complain(answer)
  return showRows(answer.rows)
}

function showRows(rows, said = "") {
  part("confirming").innerHTML = rows
  show({ confirming: true })
  for (const row of references()) {
    if (!row.dataset.note || !isCited(row.dataset.note)) continue
    row.querySelector("[data-cited]").hidden = false
    tickOf(row).checked = false
  }
  part("told").textContent = said || summary()
  dialog.scrollTop = 0
  part("told").focus({ preventScroll: true })
  count()
}

const references = () => [...dialog.querySelectorAll("[data-reference]")]
const tickOf = (row) => row.querySelector("[type=checkbox]")

function summary() {
  const rows = references()
  const known = rows.filter(({ dataset }) => dataset.note).length
  const documents = rows.length === 1 ? "1 document" : `${rows.length} documents`
  return `${documents}: ${known} in the library, ${rows.length - known} to add to it. Look over what is a guess.`
}

/** Say on the button how many would be cited. */
function count() {
  const ticked = references().filter((row) => tickOf(row).checked).length
  part("add-ticked").disabled = !ticked
  part("add-ticked").textContent = ticked === 1 ? "Cite 1 document" : `Cite ${ticked} documents`
}

async function addTicked() {
  const data = new FormData()
  for (const field of dialog.querySelectorAll("[data-confirming] [name]")) {
    if (field.type !== "checkbox" || field.checked) data.append(field.name, field.value)
  }
  const { ok, answer } = await send(dialog.dataset.add, data)
  if (!ok) return complain(answer)
  take(answer.results)
  if (!answer.rows) return dialog.close()
  const done = answer.results.length
  return showRows(answer.rows, `${done} cited. What is left needs a correction, or no tick.`)
}

function complain(refused) {
  part("wrong").textContent = complaint(refused, "It did not work. Try again.")
}

/** What is copied from a page as text in which links have kept their addresses. */
function withAddresses(html) {
  const { body } = new DOMParser().parseFromString(withoutStyles(html), "text/html")
  for (const link of body.querySelectorAll('a[href^="http"]')) {
    const words = link.textContent.trim()
    const address = link.getAttribute("href")
    link.replaceWith(!words || words === address ? address : `[${words}](${address})`)
  }
  for (const block of body.querySelectorAll(BLOCKS)) block.before("\n")
  return body.textContent.replace(/[ \t]*\n\s*/g, "\n").trim()
}

if (dialog) {
  list.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html")
    if (!/<a\s[^>]*href/i.test(html)) return
    event.preventDefault()
    list.setRangeText(withAddresses(html), list.selectionStart, list.selectionEnd, "end")
  })
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      dialog.querySelector("form").requestSubmit()
    }
  })
  part("confirming").addEventListener("input", count)
  part("back").addEventListener("click", showList)
  part("cancel").addEventListener("click", () => dialog.close())
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault()
    if (isBusy) return
    isBusy = true
    await (part("confirming").hidden ? readList() : addTicked()).finally(() => (isBusy = false))
  })
}
