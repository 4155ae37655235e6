/** The dialog behind Photo and Lead photo: the library as thumbnails, the latest first. */

import { find, soon } from "story/asking"

const dialog = document.getElementById("photo-dialog")
const grid = dialog?.querySelector("[data-grid]")
const search = dialog?.querySelector("#photo-find")

let answer = null

/** Resolves to the photo chosen, as story_lookups.photos answers, or null. */
export function askWhichPhoto({ typed = "" } = {}) {
  answer = null
  search.value = typed
  look()
  dialog.showModal()
  search.focus()
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(answer), { once: true })
  })
}

async function look() {
  const words = search.value.trim()
  const { results } = await find(dialog.dataset.find, words)
  if (search.value.trim() === words) grid.replaceChildren(...results.map(tileFor))
}

function tileFor(photo) {
  const tile = document.createElement("li")
  const button = document.createElement("button")
  button.type = "button"
  const image = document.createElement("img")
  image.src = photo.thumbnail || "data:,"
  image.alt = photo.alt
  image.loading = "lazy"
  button.append(image, line("span", photo.label), line("small", photo.credit))
  if (photo.problem) button.append(line("small", photo.problem, "wrong"))
  button.addEventListener("click", () => {
    answer = photo
    dialog.close()
  })
  tile.append(button)
  return tile
}

function line(tag, words, className = "") {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = words
  return element
}

if (dialog) {
  search.addEventListener("input", soon(look, 200))
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close())
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault()
    grid.querySelector("button")?.click()
  })
  // Back from the tab in which a photo was uploaded: it is the first one now.
  window.addEventListener("focus", () => dialog.open && look())
}
