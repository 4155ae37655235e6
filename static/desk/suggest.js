/** Fields with `data-suggest` offer names from that address while one types; the rest is the browser's. */

const WAIT = 200 // milliseconds without a key before asking

async function offer(field) {
  const address = new URL(field.dataset.suggest, location)
  address.searchParams.set("term", field.value.split(",").pop().trim())
  const response = await fetch(address)
  if (!response.ok) return
  const before = field.value.includes(",") ? field.value.replace(/[^,]*$/, "").trim() + " " : ""
  const options = (await response.json()).results.map(({ text }) => {
    const option = document.createElement("option")
    option.value = before + text
    return option
  })
  field.list.replaceChildren(...options)
}

for (const field of document.querySelectorAll("input[data-suggest]")) {
  let asking
  field.addEventListener("input", () => {
    clearTimeout(asking)
    asking = setTimeout(offer, WAIT, field)
  })
}
