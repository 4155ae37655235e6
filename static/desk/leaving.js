/** Forms of the library: a question before what was typed and not saved is left. */

const form = document.querySelector("#content-main > form[id$=_form]")

/** What the form would send now, as one string. */
const written = () =>
  JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]))

if (form?.querySelector("[name=_save]")) {
  // A form that came back with a complaint holds what was never saved.
  const saved = form.querySelector(".errorlist") ? null : written()
  let isSent = false
  form.addEventListener("submit", () => (isSent = true))
  window.addEventListener("beforeunload", (event) => {
    if (!isSent && written() !== saved) event.preventDefault()
  })
}
