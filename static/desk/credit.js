/** The credit form: shows the line as it will be printed and what is missing, while one types. */

const WAIT = 250 // milliseconds without a key before asking
const FACTS = ["creators", "supplier", "via", "holder", "license_name"]
const OF_SOME_KINDS = [...FACTS, "handed_out_on"]
const ASKED = ["kind", ...FACTS, "mandatory_line", "license_url"]

const form = document.getElementById("photocredit_form")
const address = location.pathname.replace(/(add|\d+\/change)\/$/, "compose/")

/** Puts away the fields the kind makes no use of, unless something stands in them. */
function putAway() {
  const used = form.querySelector(".composed").dataset.used
  for (const name of OF_SOME_KINDS) {
    const field = form.elements[name]
    if (field) field.closest(".form-row").hidden = used && !used.includes(name) && !field.value
  }
}

async function compose() {
  const typed = new URLSearchParams(ASKED.map((name) => [name, form.elements[name].value]))
  const response = await fetch(`${address}?${typed}`)
  if (!response.ok) return
  form.querySelector(".composed").outerHTML = (await response.json()).html
  putAway()
}

if (form?.elements.kind) {
  let asking
  form.addEventListener("input", () => {
    clearTimeout(asking)
    asking = setTimeout(compose, WAIT)
  })
  putAway()
  if (form.elements.kind.value) compose()
}
