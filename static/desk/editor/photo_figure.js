/** The photo figure: `<figure data-key>`, shown with the picture, caption and credit it places. */

import { crel, Node, pm } from "django-prose-editor/editor"
import { choose } from "body-editor/dialog"
import { isKey } from "body-editor/keys"
import { addEntry, editEntry, entries, entryOf, onMarksChanged } from "body-editor/marks"

export const PhotoFigure = Node.create({
  name: "photoFigure",
  group: "block",
  atom: true,
  draggable: true,
  priority: 200,

  addAttributes() {
    return {
      key: {
        parseHTML: (element) => element.dataset.key,
        renderHTML: ({ key }) => ({ "data-key": key }),
      },
    }
  },

  parseHTML() {
    return [{ tag: "figure[data-key]", getAttrs: ({ dataset }) => isKey(dataset.key) && null }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes]
  },

  addNodeView() {
    return ({ node, editor }) => new FigureView(node, editor)
  },

  addCommands() {
    return {
      insertPhotoFigure:
        (key) =>
        ({ tr, state, dispatch }) => {
          const figure = state.schema.nodes.photoFigure.create({ key })
          if (dispatch) insertAfterBlock(tr, figure, state.schema.nodes.paragraph)
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return {
      "Mod-Alt-p": ({ editor }) => Boolean(placePhoto(editor)),
      Enter: ({ editor }) => Boolean(selectedKey(editor)) && Boolean(placePhoto(editor)),
    }
  },
})

/** After the block the caret is in, or in its stead if that is empty; the caret goes below. */
function insertAfterBlock(tr, figure, paragraph) {
  const { $to } = tr.selection
  const block = $to.depth ? $to.node(1) : null
  const isEmpty = block?.isTextblock && block.content.size === 0
  const end = $to.depth ? $to.after(1) : $to.pos
  const start = isEmpty ? $to.before(1) : end
  tr.replaceWith(start, end, figure)
  const below = start + figure.nodeSize
  if (!tr.doc.resolve(below).nodeAfter) tr.insert(below, paragraph.create())
  tr.setSelection(pm.state.Selection.near(tr.doc.resolve(below), 1)).scrollIntoView()
}

const selectedKey = ({ state }) =>
  state.selection.node?.type.name === "photoFigure" ? state.selection.node.attrs.key : null

/** Put a photo below the paragraph, new or one the story has; or edit the one selected. */
export async function placePhoto(editor) {
  const key = selectedKey(editor)
  if (key) {
    await editEntry("placements", key)
  } else {
    const chosen = await chosenKey(editor)
    if (chosen) editor.commands.insertPhotoFigure(chosen)
  }
  editor.view.focus()
}

async function chosenKey(editor) {
  const placed = new Set()
  editor.state.doc.descendants((node) => {
    if (node.type.name === "photoFigure") placed.add(node.attrs.key)
  })
  const choices = entries("placements").map((entry) => ({
    ...entry,
    taken: placed.has(entry.key) ? "in the text" : "",
  }))
  const choice = choices.length
    ? await choose({ title: "Place a photo", choices, add: "Another photo…" })
    : { typed: "" }
  if (!choice) return null
  return choice.key ?? (await addEntry("placements", { typed: choice.typed, selected: "" }))?.key
}

class FigureView {
  constructor(node, editor) {
    this.key = node.attrs.key
    this.editor = editor
    this.dom = crel("figure", { className: "photo-figure", "data-key": this.key })
    this.forget = onMarksChanged(() => this.draw())
    this.draw()
  }

  draw() {
    const entry = entryOf("placements", this.key)
    this.dom.classList.toggle("missing", !entry)
    this.dom.replaceChildren(...(entry ? this.photo(entry) : [this.complaint()]), this.button())
  }

  photo({ label, thumbnail, caption, credit, alt }) {
    const words = crel("figcaption", {}, [crel("span", { textContent: caption || label })])
    words.append(crel("small", { textContent: credit || "No credit yet" }))
    return thumbnail ? [crel("img", { src: thumbnail, alt: alt ?? "" }), words] : [words]
  }

  complaint() {
    return crel("figcaption", { textContent: "This photo is not among the story’s photos." })
  }

  button() {
    const edit = crel("button", { type: "button", textContent: "Edit photo" })
    edit.hidden = !this.editor.isEditable
    edit.addEventListener("click", () => editEntry("placements", this.key))
    return edit
  }

  update(node) {
    return node.type.name === "photoFigure" && node.attrs.key === this.key
  }

  stopEvent(event) {
    return Boolean(event.target.closest?.("button"))
  }

  ignoreMutation() {
    return true
  }

  destroy() {
    this.forget()
  }
}
