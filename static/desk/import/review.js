/** The form of what was understood: what it gains where scripts run. */

import { setUpTokens } from "story/tokens"
import { readyForm } from "import/sending"

const form = document.getElementById("import-form")
// Marks of citations and photos name rows of a story, and there is no story yet.
const NOT_YET = ["Cite", "Photo"]

readyForm(form, "[value=create]")
form.querySelectorAll("[data-tokens]").forEach(setUpTokens)
for (const label of NOT_YET) form.querySelector(`.body-toolbar [aria-label="${label}"]`)?.remove()

// A headline is one line, however many it takes on the page.
for (const field of form.querySelectorAll(".word textarea")) {
  field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault())
}

let isChanged = false
form.addEventListener("input", () => (isChanged = true))
form.addEventListener("submit", () => (isChanged = false))
window.addEventListener("beforeunload", (event) => isChanged && event.preventDefault())
