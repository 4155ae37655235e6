/** The story's form: what it gains where scripts run. */

import { setUpBylines } from "story/bylines"
import { setUpCitations } from "story/citations"
import { setUpPhotos } from "story/photos"
import { setUpQuotations } from "story/quotations"
import { setUpReadiness } from "story/readiness"
import { setUpRecovery } from "story/recovery"
import { putInOrder } from "story/rows"
import { setUpTokens } from "story/tokens"

const form = document.getElementById("story-form")
const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

document.documentElement.classList.add("scripted")
if (form) setUp()

function setUp() {
  form.querySelectorAll("[data-tokens]").forEach(setUpTokens)
  setUpBylines(form)
  setUpCitations(form)
  setUpQuotations(form)
  setUpPhotos(form)
  setUpReadiness(form)
  setUpRecovery(form)
  sendOnce()
  listenForKeys()
  document.getElementById("said")?.focus()
}

/** One press, one story: a second before the answer came would file it twice. */
function sendOnce() {
  let isSent = false
  form.addEventListener("submit", (event) => {
    putInOrder("bylines")
    if (event.submitter?.formTarget === "_blank") return
    if (isSent) event.preventDefault()
    isSent = true
  })
  window.addEventListener("pageshow", () => (isSent = false))
}

function listenForKeys() {
  if (isMac) document.querySelectorAll("[data-mod]").forEach((key) => (key.textContent = "⌘"))
  const press = (event, selector) => {
    if (document.querySelector("dialog[open]")) return
    event.preventDefault()
    event.stopPropagation()
    form.querySelector(selector)?.click()
  }
  // Before the editor sees them: Ctrl-Enter breaks a line there.
  window.addEventListener(
    "keydown",
    (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      if (event.key === "s") press(event, "[data-save]")
      else if (event.key === "Enter") press(event, "[data-preview]")
    },
    { capture: true },
  )
  // A headline is one line, however many it takes on the page.
  for (const field of form.querySelectorAll(".word textarea")) {
    field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault())
  }
}
