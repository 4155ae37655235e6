/** The photos' rows: those in the text, which figures point to, and the one that leads the story. */

import { newKey } from "body-editor/keys"
import { marksChanged, registerMarks } from "body-editor/marks"
import { askWhichPhoto } from "story/photo_dialog"
import { addRow, changed, clearBlanks, fieldOf, isTakenOut, rowsIn, showRow } from "story/rows"

export function setUpPhotos(form) {
  clearBlanks("placements")
  registerMarks({ placements: provider })
  form.querySelector("[data-add-photo]")?.addEventListener("click", () => provider.add({}))
  form.querySelector("[data-choose-lead]")?.addEventListener("click", chooseLead)
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
