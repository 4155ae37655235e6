/** The photos' rows: those in the text, which figures point to, and the one that leads the story. */

import { newKey } from "body-editor/keys"
import { marksChanged, registerMarks } from "body-editor/marks"
import { askWhichPhoto, askWhichPhotos } from "story/photo_dialog"
import {
  addRow,
  changed,
  clearBlanks,
  fieldOf,
  isTakenOut,
  listOf,
  putInOrder,
  rowsIn,
  showRow,
} from "story/rows"

export function setUpPhotos(form) {
  clearBlanks("placements")
  registerMarks({ placements: provider })
  form.querySelector("[data-add-photo]")?.addEventListener("click", () => provider.add({}))
  form.querySelector("[data-choose-lead]")?.addEventListener("click", chooseLead)
  form.querySelector("[data-add-gallery]")?.addEventListener("click", addToGallery)
  setUpOrder(listOf("gallery"))
  form.addEventListener("change", ({ target }) => {
    if (/^placements-.*-(DELETE|caption|alt_text)$/.test(target.name)) marksChanged()
  })
}

const standing = () => rowsIn("placements").filter((row) => !isTakenOut(row))
const keyOf = (row) => fieldOf(row, "key").value

function entryOf(row) {
  const { label, caption, credit, alt } = row.dataset
  const thumbnail = row.querySelector("[data-thumbnail]")
  return {
    key: keyOf(row),
    label,
    caption: fieldOf(row, "caption").value || caption,
    credit,
    alt: fieldOf(row, "alt_text").value || alt,
    thumbnail: thumbnail.hidden ? "" : thumbnail.src,
  }
}

const provider = {
  list: () => standing().filter((row) => row.dataset.label).map(entryOf),

  async add({ typed = "" }) {
    const photo = await askWhichPhoto({ typed })
    if (!photo) return null
    return entryOf(fill(addRow("placements"), photo, { key: newKey(), role: "inline" }))
  },

  async edit(key) {
    const row = standing().find((each) => keyOf(each) === key)
    if (row) return showRow(row, "caption")
    const photo = await askWhichPhoto()
    return photo && fill(addRow("placements"), photo, { key, role: "inline" })
  },
}

async function chooseLead() {
  const photo = await askWhichPhoto()
  if (!photo) return
  const row = rowsIn("lead")[0] ?? addRow("placements", "lead")
  fill(row, photo, { key: keyOf(row) || newKey(), role: "lead" })
}

async function addToGallery() {
  const rows = (await askWhichPhotos()).map((photo) =>
    fill(addRow("placements", "gallery"), photo, { key: newKey(), role: "gallery" }),
  )
  if (rows.length) showRow(rows[0], "caption")
}

/** The gallery's photos change places by their buttons, or by Alt and an arrow key inside a row. */
function setUpOrder(gallery) {
  gallery.addEventListener("click", ({ target }) => {
    if (target.closest("[data-earlier]")) move(target, "previousElementSibling", "before")
    if (target.closest("[data-later]")) move(target, "nextElementSibling", "after")
  })
  gallery.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return
    event.preventDefault()
    if (event.key === "ArrowUp") move(event.target, "previousElementSibling", "before")
    else move(event.target, "nextElementSibling", "after")
  })
}

function move(held, neighbour, side) {
  const row = held.closest("[data-row]")
  if (!row[neighbour]) return
  row[neighbour][side](row)
  putInOrder("lead", "placements", "gallery")
  held.focus()
  row.scrollIntoView({ block: "nearest" })
  changed()
}

/** Let `row` place `photo`; a caption written for another picture goes. */
function fill(row, photo, { key, role }) {
  row.removeAttribute("data-blank-row")
  const { label, caption, credit, alt } = photo
  Object.assign(row.dataset, { label, caption, credit, alt })
  const values = { key, role, photo: photo.photo, caption: "", alt_text: "" }
  for (const [name, value] of Object.entries(values)) fieldOf(row, name).value = value
  fieldOf(row, "DELETE").checked = false
  fieldOf(row, "caption").placeholder = caption
  fieldOf(row, "alt_text").placeholder = alt
  row.querySelector("[data-label-text]").textContent = label
  row.querySelector("[data-credit-text]").textContent = credit
  row.querySelector("[data-problem]").textContent = photo.problem
  const thumbnail = row.querySelector("[data-thumbnail]")
  thumbnail.src = photo.thumbnail || "data:,"
  thumbnail.hidden = !photo.thumbnail
  changed()
  return row
}
