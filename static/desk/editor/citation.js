/** The citation mark: `<cite data-key>`, shown as a raised number in the order of the text. */

import { Node, pm } from "django-prose-editor/editor"
import { choose } from "body-editor/dialog"
import { isKey } from "body-editor/keys"
import { addEntry, canPick, editEntry, entries, entryOf, onMarksChanged, pickEntry } from "body-editor/marks"

export const Citation = Node.create({
  name: "citation",
  group: "inline",
  inline: true,
  atom: true,
  priority: 200, // before Bold and friends, whose keys also answer to Shift

  addAttributes() {
    return {
      key: {
        parseHTML: (element) => element.dataset.key,
        renderHTML: ({ key }) => ({ "data-key": key }),
      },
    }
  },

  parseHTML() {
    return [{ tag: "cite[data-key]", getAttrs: ({ dataset }) => isKey(dataset.key) && null }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["cite", HTMLAttributes]
  },

  addCommands() {
    return {
      insertCitation:
        (key) =>
        ({ tr, state, dispatch }) => {
          const at = placeAfter(tr.selection)
          if (at === undefined) return false
          if (dispatch) {
            tr.insert(at, state.schema.nodes.citation.create({ key }))
            tr.setSelection(pm.state.TextSelection.create(tr.doc, at + 1))
          }
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return {
      "Mod-Shift-c": ({ editor }) => canCite(editor) && Boolean(cite(editor)),
      Enter: ({ editor }) => Boolean(selectedKey(editor)) && Boolean(cite(editor)),
    }
  },

  addProseMirrorPlugins() {
    return [numbers()]
  },
})

export const canCite = (editor) => placeAfter(editor.state.selection) !== undefined

/** Where words end that `selection` marks: a place in a line of text, none after a photo. */
function placeAfter({ $to }) {
  if ($to.parent.inlineContent) return $to.pos
  if (!$to.nodeBefore?.isTextblock) return undefined
  return $to.pos - 1
}

const selectedKey = ({ state }) =>
  state.selection.node?.type.name === "citation" ? state.selection.node.attrs.key : null

/** Put a citation after the words marked, new or one the story has; or edit the one selected. */
export async function cite(editor) {
  const key = selectedKey(editor)
  // The caret is then where the entry is changed, and stays there.
  if (key) return editEntry("citations", key)
  const chosen = await chosenKey(editor)
  if (chosen) editor.commands.insertCitation(chosen)
  editor.view.focus()
}

async function chosenKey(editor) {
  if (canPick("citations")) return (await pickEntry("citations"))?.key
  const { doc, selection } = editor.state
  const selected = doc.textBetween(selection.from, selection.to, " ")
  const found = notes(doc)
  const choices = entries("citations").map((entry) => ({
    ...entry,
    number: found.get(noteOf(entry.key)),
  }))
  const choice = choices.length
    ? await choose({ title: "Cite", choices, add: "New citation…" })
    : { typed: "" }
  if (!choice) return null
  return choice.key ?? (await addEntry("citations", { typed: choice.typed, selected }))?.key
}

const noteOf = (key) => entryOf("citations", key)?.note ?? key

/** The number of each note that the text cites, in the order in which it is first cited. */
function notes(doc) {
  const found = new Map()
  doc.descendants((node) => {
    if (node.type.name !== "citation") return
    const note = noteOf(node.attrs.key)
    if (!found.has(note)) found.set(note, found.size + 1)
  })
  return found
}

/** Numbers and tooltips are decorations: shown, and never part of the text that is kept. */
function numbers() {
  const plugin = new pm.state.Plugin({
    state: {
      init: (_, { doc }) => numbered(doc),
      apply: (tr, shown) => (tr.docChanged || tr.getMeta(plugin) ? numbered(tr.doc) : shown),
    },
    props: { decorations: (state) => plugin.getState(state) },
    view(view) {
      const redraw = () => view.dispatch(view.state.tr.setMeta(plugin, true))
      return { destroy: onMarksChanged(redraw) }
    },
  })
  return plugin
}

function numbered(doc) {
  const found = notes(doc)
  const shown = []
  doc.descendants((node, position) => {
    if (node.type.name !== "citation") return
    const { key } = node.attrs
    const label = entryOf("citations", key)?.label
    const number = found.get(noteOf(key))
    const title = label ?? "Nothing is recorded for this citation yet"
    shown.push(
      pm.view.Decoration.node(position, position + node.nodeSize, {
        "data-number": String(number),
        title,
        role: "img",
        "aria-label": `Citation ${number}: ${title}`,
        class: label === undefined ? "missing" : "",
      }),
    )
  })
  return pm.view.DecorationSet.create(doc, shown)
}
