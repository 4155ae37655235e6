/** “Fetch details” on a document's screen: what its page tells of itself goes into empty fields. */

import { ask, fill } from "story/details"

const form = document.getElementById("document_form")
const offer = form?.querySelector("template[data-details]")
const kindAsGiven = form?.elements.kind?.value

/** Below the address, for those who may change it. */
function setUp(url) {
  const place = url.closest(".form-row")
  place.append(offer.content.cloneNode(true))
  const button = place.querySelector(".fetching button")
  const status = place.querySelector(".fetching [role=status]")
  button.addEventListener("click", async () => {
    button.disabled = true
    status.textContent = "Asking the page …"
    const { details, document: own } = offer.dataset
    const { refused, known, fields, publisher } = await ask(details, url.value, own)
    button.disabled = false
    if (known) status.replaceChildren("The library has it already: ", linkTo(known), ".")
    else status.textContent = refused ?? takeOver(fields, publisher)
  })
}

/** Returns in words what was filled in, and what could not be. */
function takeOver({ url, publisher: name, ...fields }, publisher) {
  const asGiven = offer.dataset.document ? {} : { kind: kindAsGiven }
  const told = fill(fields, (field) => form.elements[field], asGiven).map(labelOf)
  if (publisher && choose(publisher, name)) told.push(labelOf("publisher"))
  const said = [told.length ? `As the page says: ${told.join(", ")}. Look it over.` : "Nothing new."]
  if (name && !publisher) said.push(`Its publisher, ${name}, is not in the library.`)
  if (url !== form.elements.url.value) said.push(`It calls its own address ${url}.`)
  return said.join(" ")
}

/** Choose in Django's autocomplete box, which knows of no row it has not been given. */
function choose(id, name) {
  const box = form.elements.publisher
  if (box.value) return false
  box.append(new Option(name, id, true, true))
  box.dispatchEvent(new Event("change", { bubbles: true }))
  return true
}

const labelOf = (name) =>
  form.elements[name].labels[0].textContent.replace(":", "").trim().toLocaleLowerCase()

function linkTo({ document: id, label }) {
  const link = document.createElement("a")
  link.href = location.pathname.replace(/(add|\d+\/change)\/$/, `${id}/change/`)
  link.textContent = label
  return link
}

if (offer && form.elements.url) setUp(form.elements.url)
