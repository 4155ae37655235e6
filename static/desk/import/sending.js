/** What both forms of “New from text” share: sent once, and by Ctrl-Enter. */

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

/** Let `form` be sent once a press, and by Ctrl-Enter with the button `selector` finds. */
export function readyForm(form, selector) {
  document.documentElement.classList.add("scripted")
  if (isMac) form.querySelectorAll("[data-mod]").forEach((key) => (key.textContent = "⌘"))
  let isSent = false
  form.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault()
    isSent = true
  })
  window.addEventListener("pageshow", () => (isSent = false))
  // Before the editor sees it: Ctrl-Enter breaks a line there.
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
      if (document.querySelector("dialog[open]")) return
      event.preventDefault()
      event.stopPropagation()
      form.querySelector(selector).click()
    },
    { capture: true },
  )
  document.getElementById("said")?.focus()
}
