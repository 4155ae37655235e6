/**
 * The dialog behind Photo, Lead photo and Gallery: the library as pictures, the latest first,
 * narrowed as its own grid is. Arrow keys go from picture to picture, Enter takes one, Escape gives
 * up; where several are wanted, each is marked first.
 */

import { find, soon } from "story/asking"

const dialog = document.getElementById("photo-dialog")
const part = (name) => dialog.querySelector(`[data-${name}]`)
const grid = dialog && part("grid")
const search = dialog?.querySelector("#photo-find")
const filters = [...(dialog?.querySelectorAll("select") ?? [])]
const tiles = () => [...grid.querySelectorAll("button")]

let isSeveral = false
let chosen = new Map()
let shown = []
let asked = 0

/** Resolves to the photo chosen, as story_lookups.photos answers, or null. */
export async function askWhichPhoto({ typed = "" } = {}) {
  const [photo] = await ask({ typed, several: false })
  return photo ?? null
}

/** Resolves to the photos chosen, in the order in which they were marked; none if given up. */
export const askWhichPhotos = () => ask({ typed: "", several: true })

function ask({ typed, several }) {
  isSeveral = several
  chosen = new Map()
  dialog.returnValue = ""
  dialog.querySelector("h2").textContent = several ? "Choose photos" : "Choose a photo"
  search.value = typed
  tell()
  look()
  dialog.showModal()
  search.focus()
  return new Promise((resolve) => {
    const answer = () => resolve(dialog.returnValue === "chosen" ? [...chosen.values()] : [])
    dialog.addEventListener("close", answer, { once: true })
  })
}

/** Fill the grid anew, or, with `further`, with the next page after what it shows. */
async function look({ further = false } = {}) {
  const turn = ++asked
  const more = Object.fromEntries(filters.map(({ name, value }) => [name, value]))
  if (further) more.before = shown.at(-1).photo
  const found = await find(dialog.dataset.find, search.value.trim(), { more })
  if (turn !== asked) return
  shown = further ? [...shown, ...found.results] : found.results
  const fresh = found.results.map(tileFor)
  if (further) grid.append(...fresh)
  else grid.replaceChildren(...fresh)
  part("more").hidden = !found.more
  if (further) fresh[0]?.querySelector("button").focus()
  else part("scroll").scrollTop = 0
}

function tileFor(photo) {
  const tile = document.createElement("li")
  const button = document.createElement("button")
  button.type = "button"
  if (isSeveral) button.setAttribute("aria-pressed", chosen.has(photo.photo))
  const image = document.createElement("img")
  image.src = photo.thumbnail || "data:,"
  image.alt = photo.alt
  image.loading = "lazy"
  button.append(image, line("span", photo.label), line("small", photo.credit || "No credit"))
  if (photo.problem) {
    const why = line("small", "", "wrong")
    why.append(line("b", "May not run."), ` ${photo.problem}`)
    button.append(why)
  }
  button.addEventListener("click", () => take(photo, button))
  tile.append(button)
  return tile
}

function line(tag, words, className = "") {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = words
  return element
}

function take(photo, button) {
  if (!chosen.delete(photo.photo)) chosen.set(photo.photo, photo)
  if (!isSeveral) return dialog.close("chosen")
  button.setAttribute("aria-pressed", chosen.has(photo.photo))
  tell()
}

function tell() {
  const { size } = chosen
  part("done").hidden = !isSeveral
  part("done").textContent = size > 1 ? `Add ${size} photos` : "Add"
  part("told").textContent = isSeveral && size ? `${size} chosen` : ""
}

/** The tile that `key` leads to from the one in focus; from the search the first, and back. */
function neighbour(key) {
  const all = tiles()
  const at = all.indexOf(document.activeElement)
  if (at < 0) return key === "ArrowDown" && document.activeElement === search ? all[0] : null
  const wide = all.filter((each) => each.offsetTop === all[0].offsetTop).length
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -wide, ArrowDown: wide }[key]
  if (key === "Home") return all[0]
  if (key === "End") return all.at(-1)
  if (step === undefined) return null
  if (step === -wide && at < wide) return search
  if (step === wide && at + wide >= all.length && !part("more").hidden) return part("more")
  return all[at + step] ?? null
}

if (dialog) {
  search.addEventListener("input", soon(look, 200))
  filters.forEach((filter) => filter.addEventListener("change", () => look()))
  part("more").addEventListener("click", () => look({ further: true }))
  part("cancel").addEventListener("click", () => dialog.close(""))
  dialog.addEventListener("keydown", (event) => {
    const next = neighbour(event.key)
    if (!next) return
    event.preventDefault()
    next.focus()
  })
  // Enter in the search takes the first picture, or goes to it where several are wanted.
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault()
    if (!isSeveral) tiles()[0]?.click()
    else if (chosen.size && document.activeElement !== search) dialog.close("chosen")
    else tiles()[0]?.focus()
  })
  // Back from the tab in which a photo was uploaded: it is the first one now.
  window.addEventListener("focus", () => dialog.open && look())
}
