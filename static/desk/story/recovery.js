/**
 * Text that was typed and not saved: a warning before it is left, and a copy in this browser that
 * a crash does not take. It comes back by being sent to the server as a form to look at, so one
 * piece of code reads it whatever rows it had.
 */

import { soon } from "story/asking"

const WAIT = 1500
const KEPT_FOR = 7 * 24 * 3600 * 1000
const NOT_WRITING = new Set(["csrfmiddlewaretoken", "version", "on_top_of", "move"])

export function setUpRecovery(form) {
  const { person, story } = form.dataset
  const name = (which) => `desk:${person}:${which}`
  let isDirty = form.hasAttribute("data-dirty")

  forgetWhatArrived(form, name)
  if (form.hasAttribute("data-fresh")) offer(form, name(story))
  if (!form.querySelector("[data-save]")) return

  const keep = soon(() => isDirty && store(name(story), record(form)), WAIT)
  form.addEventListener("input", () => {
    isDirty = true
    keep()
  })
  window.addEventListener("beforeunload", (event) => isDirty && event.preventDefault())
  form.addEventListener("submit", ({ submitter }) => {
    if (submitter?.formTarget === "_blank") return
    if (isDirty) store(name(story), record(form))
    sessionStorage.setItem("desk:sent", name(story))
    isDirty = false
  })
  for (const link of document.querySelectorAll("[data-leave]")) {
    link.addEventListener("click", () => (isDirty = false))
  }
}

const written = (form) => [...new FormData(form)].filter(([field]) => !NOT_WRITING.has(field))

const record = (form) => ({
  at: Date.now(),
  version: Number(form.dataset.version),
  fields: written(form),
})

function store(name, kept) {
  try {
    localStorage.setItem(name, JSON.stringify(kept))
  } catch (error) {
    if (error.name !== "QuotaExceededError") throw error
  }
}

function read(name) {
  const kept = JSON.parse(localStorage.getItem(name) ?? "null")
  if (kept && Date.now() - kept.at < KEPT_FOR) return kept
  localStorage.removeItem(name)
  return null
}

/**
 * What was sent from this tab has arrived if the page now shows a later version of the story, or
 * says what was done: a move alone makes no new version.
 */
function forgetWhatArrived(form, name) {
  const sent = sessionStorage.getItem("desk:sent")
  sessionStorage.removeItem("desk:sent")
  const kept = sent && read(sent)
  if (!kept || !form.hasAttribute("data-fresh")) return
  const wasNew = sent === name("new") && form.dataset.story !== "new"
  const isLater = Number(form.dataset.version) > kept.version || isDone()
  if (wasNew || (isLater && sent === name(form.dataset.story))) localStorage.removeItem(sent)
}

const isDone = () => Boolean(document.querySelector(".messagelist .success"))

function offer(form, name) {
  const kept = read(name)
  if (!kept) return
  if (JSON.stringify(kept.fields) === JSON.stringify(written(form))) {
    localStorage.removeItem(name)
    return
  }
  const notice = document.createElement("div")
  notice.className = "notice is-warn recovery"
  notice.setAttribute("role", "status")
  const when = new Date(kept.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" })
  const words = document.createElement("p")
  words.textContent = `You typed something here that was never saved, last on ${when}.`
  const back = button("Bring it back", () => bringBack(form, kept))
  const forget = button("Forget it", () => {
    localStorage.removeItem(name)
    notice.remove()
  })
  notice.append(words, back, " ", forget)
  form.before(notice)
}

function button(words, act) {
  const element = document.createElement("button")
  element.type = "button"
  element.className = "button quiet-button small-button"
  element.textContent = words
  element.addEventListener("click", act)
  return element
}

function bringBack(form, { version, fields }) {
  const carrier = document.createElement("form")
  carrier.method = "post"
  const token = form.elements.csrfmiddlewaretoken.value
  const all = [...fields, ["csrfmiddlewaretoken", token], ["version", version], ["bring_back", "1"]]
  for (const [name, value] of all) {
    const input = document.createElement("input")
    Object.assign(input, { type: "hidden", name, value })
    carrier.append(input)
  }
  document.body.append(carrier)
  carrier.submit()
}
