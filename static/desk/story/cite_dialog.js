/** The dialog behind Cite: find what the story cites already, a document or a source, or add a
    document that is new. */

import { complaint, send } from "story/asking"
import { ask, fill } from "story/details"
import { suggest } from "story/suggestions"

const dialog = document.getElementById("cite-dialog")
const part = (name) => dialog.querySelector(`[data-${name}]`)
const search = dialog?.querySelector("#cite-find")
const locator = dialog?.querySelector("#cite-locator")
const fresh = dialog ? part("new") : null
const field = (name) => dialog.querySelector(`[name="document-${name}"]`)

let chosen = null
let answer = null
let cited = []

/** Resolves to what was chosen, with its `locator`, or null if the person gave up.

    `held` are entries (see marks.js) of what the story cites: one of them may be chosen, too. */
export function askWhatItRestsOn({ held = [] } = {}) {
  cited = held
  start()
  dialog.showModal()
  search.focus()
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(answer), { once: true })
  })
}

function start() {
  chosen = answer = null
  dialog.querySelector("form").reset()
  show({ searching: true })
}

/** What of the dialog is asked now: the search, what was found, or what a new document is. */
function show({ searching = false, adding = false }) {
  part("search").hidden = !searching
  part("chosen").hidden = !chosen
  part("where").hidden = searching
  part("done").disabled = searching
  if (fresh) {
    fresh.hidden = fresh.disabled = !adding
    part("make-new").hidden = adding || Boolean(chosen)
    part("wrong").textContent = ""
  }
}

function choose(result) {
  chosen = result
  part("label").textContent = result.label
  part("about").textContent = result.about
  show({})
  locator.focus()
}

function makeNew({ url = "", title = "", publisher = "" }) {
  if (!fresh) return
  show({ adding: true })
  field("url").value = url
  field("title").value = title
  field("publisher").value = publisher
  told("")
  if (url) part("fetch").focus()
  else field("title").focus()
}

const told = (words) => (part("told").textContent = words)

/** Ask the page what it is; what it says is the writer's to correct. */
async function fetchDetails() {
  part("wrong").textContent = ""
  told("Asking the page …")
  part("fetch").disabled = true
  const { refused, known, fields } = await ask(dialog.dataset.details, field("url").value)
  part("fetch").disabled = false
  told("")
  if (refused) part("wrong").textContent = refused
  else if (known) choose(known)
  else takeOver(fields)
}

/** Where the page stands in the end is its address, whatever was pasted. */
function takeOver(fields) {
  field("url").value = ""
  fill(fields, field, asGiven)
  told("As the page says. Look it over.")
  field("title").focus()
}

async function finish() {
  if (!chosen && !(await addDocument())) return
  answerWith({ ...chosen, locator: locator.value.trim() })
}

function answerWith(given) {
  answer = given
  dialog.close()
}

/** What the story cites already of what `words` say, or of what they are the address of. */
function citedAlready(words, found = { results: [] }) {
  const wanted = words.toLocaleLowerCase()
  return cited
    .filter(
      ({ label, about, note }) =>
        `${label} ${about}`.toLocaleLowerCase().includes(wanted) ||
        found.results.some((result) => result.note === note),
    )
    .map((entry) => ({ ...entry, about: ["in this story", entry.about].filter(Boolean).join(" · ") }))
}

/** Add the document described; true if it is in the library now, else the dialog says why not. */
async function addDocument() {
  const data = new FormData()
  for (const input of fresh.querySelectorAll("[name]")) data.append(input.name, input.value)
  const { ok, answer: added } = await send(dialog.dataset.add, data)
  if (ok) chosen = added
  else part("wrong").textContent = complaint(added, "It could not be added. Try again.")
  return ok
}

/** A field with a choice has a value before anybody chose: that one may be replaced. */
const asGiven = { kind: fresh ? field("kind").value : "" }

if (dialog) {
  suggest(search, {
    address: dialog.dataset.find,
    choose(result, atOnce) {
      if (result.key) return answerWith(result)
      if (result.fresh) return makeNew(result.fresh)
      choose(result)
      return atOnce && finish()
    },
    held: citedAlready,
    more({ new: unknown, results }, words) {
      if (!fresh || results.some(({ label }) => label === words)) return []
      if (unknown) return [{ label: "Add this address…", about: unknown.publisher, fresh: unknown }]
      return [{ label: `“${words}”`, about: "new document…", fresh: { title: words } }]
    },
  })
  if (fresh) {
    const publisher = field("publisher")
    suggest(publisher, {
      address: dialog.dataset.publishers,
      choose: ({ label }) => (publisher.value = label),
    })
    part("fetch").addEventListener("click", fetchDetails)
    part("make-new").addEventListener("click", () => makeNew(guess(search.value.trim())))
  }
  part("other").addEventListener("click", () => {
    chosen = null
    show({ searching: true })
    search.focus()
  })
  part("cancel").addEventListener("click", () => dialog.close())
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault()
    if (!part("done").disabled) finish()
  })
}

const guess = (typed) => (/^https?:/i.test(typed) ? { url: typed } : { title: typed })
