/**
 * What holds of the marks after every change, whoever made it (typing, pasting, splitting, undo):
 *
 * - each quotation has a key of its own: a copy, or the half that a split leaves, gets a new one;
 * - a placement stands in the text once: a copy of its figure is left out;
 * - a citation may stand often, and is never part of a link (its number becomes one).
 */

import { Extension, pm } from "django-prose-editor/editor"
import { isKey, newKey } from "body-editor/keys"

const ONCE = new Set(["quotation", "photoFigure"])

export const Tidy = Extension.create({
  name: "tidy",

  addProseMirrorPlugins() {
    return [
      new pm.state.Plugin({
        appendTransaction: (transactions, before, after) =>
          transactions.some(({ docChanged }) => docChanged)
            ? tidied(after, originals(transactions, before.doc))
            : null,
      }),
    ]
  },
})

const nameOf = (node) => `${node.type.name} ${node.attrs.key}`

/** Where each mark that stood in `doc` stands after `transactions`, by name. */
function originals(transactions, doc) {
  const places = new Map()
  doc.descendants((node, position) => {
    if (!ONCE.has(node.type.name) || places.has(nameOf(node))) return
    places.set(
      nameOf(node),
      transactions.reduce((place, { mapping }) => mapping.map(place, 1), position),
    )
  })
  return places
}

function tidied(state, places) {
  const { doc, schema, tr } = state
  const seen = new Set()
  const extra = []

  const isCopy = (node, position) => {
    const name = nameOf(node)
    const place = places.get(name)
    const original = place !== undefined && place !== position && doc.nodeAt(place)
    return seen.has(name) || Boolean(original && nameOf(original) === name)
  }

  doc.descendants((node, position) => {
    if (node.type.name === "citation" && schema.marks.link.isInSet(node.marks)) {
      tr.removeMark(position, position + node.nodeSize, schema.marks.link)
    }
    if (!ONCE.has(node.type.name)) return
    const copy = isCopy(node, position)
    if (!copy) seen.add(nameOf(node))
    if (copy && node.type.name === "photoFigure") extra.push({ node, position })
    else if (copy || !isKey(node.attrs.key)) tr.setNodeAttribute(position, "key", newKey())
  })

  for (const { node, position } of extra.reverse()) tr.delete(position, position + node.nodeSize)
  return tr.docChanged ? tr : null
}
