/**
 * Providers of marks for a page that brings none of its own: they start from the entries that the
 * widget wrote into the page, and ask for a label in a small dialog. They keep no rows.
 */

import { ask } from "body-editor/dialog"
import { newKey } from "body-editor/keys"

/** A provider over `list`, which it changes in place; `fields` are what its dialog asks for. */
function provider({ list, title, fields }) {
  return {
    list: () => list,
    async add({ typed = "" } = {}) {
      const values = await ask({ title, fields, values: { [fields[0].name]: typed } })
      if (!values) return null
      const entry = named({ key: newKey(), ...values })
      list.push(entry)
      return entry
    },
    async edit(key) {
      const entry = list.find((each) => each.key === key) ?? { key }
      const values = await ask({ title, fields, values: entry })
      if (!values) return
      Object.assign(entry, values)
      if (!list.includes(named(entry))) list.push(entry)
    },
  }
}

const named = (entry) => Object.assign(entry, { label: entry.caption || entry.label })

/** Providers for registerMarks, over `{ citations: [entry…], placements: [entry…] }`. */
export function plainMarks({ citations = [], placements = [] }) {
  return {
    citations: provider({
      list: citations,
      title: "What does this rest on?",
      fields: [{ name: "label", label: "Source or document", required: true }],
    }),
    placements: provider({
      list: placements,
      title: "Photo",
      fields: [
        { name: "caption", label: "Caption", required: true },
        { name: "credit", label: "Credit" },
      ],
    }),
  }
}
