/**
 * For those who may change some sorts of marks and not the words: `<textarea data-marks-only=
 * "citations placements">`. Whatever else a key, a paste or a drop would do is not done.
 * The server refuses it as well; this spares the person the refusal.
 */

import { Extension, pm } from "django-prose-editor/editor"

const NODES = { citations: "citation", placements: "photoFigure" }
const NAMES = { citations: "citations", placements: "photos" }

/** What `textarea` says may change, or null when everything may. */
export const partsOpen = ({ dataset: { marksOnly } }) =>
  marksOnly === undefined ? null : marksOnly.split(" ").filter(Boolean)

export const explained = (parts) =>
  `You may change the ${parts.map((part) => NAMES[part]).join(" and ")} here, not the words.`

export const MarksOnly = Extension.create({
  name: "marksOnly",

  addOptions() {
    return { parts: [] }
  },

  addProseMirrorPlugins() {
    const free = new Set(this.options.parts.map((part) => NODES[part]))
    return [
      new pm.state.Plugin({
        filterTransaction: (tr, { doc }) =>
          !tr.docChanged || without(free, tr.doc).eq(without(free, doc)),
      }),
    ]
  },
})

/** `node` without the marks of `free` types, and without the empty lines that photos bring along. */
function without(free, node) {
  const kept = []
  node.forEach((child) => {
    const isEmptyLine = node.type.name === "doc" && child.isTextblock && !child.content.size
    if (!free.has(child.type.name) && !isEmptyLine) kept.push(without(free, child))
  })
  return node.isText ? node : node.copy(pm.model.Fragment.fromArray(kept))
}
