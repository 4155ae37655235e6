/**
 * The block quotation: paragraphs in `<blockquote data-key data-speaker data-role>`.
 *
 * Who said it is an attribute, drawn under the words by the stylesheet. It is no element on the
 * page, so the caret cannot fall into it and no words can be lost there.
 */

import { Node, pm } from "django-prose-editor/editor"
import { ask } from "body-editor/dialog"
import { isKey, newKey } from "body-editor/keys"

const LONGEST = 200 // characters of a speaker or role, as the server keeps them

const oneLine = (text) => [...(text ?? "").trim().replace(/\s+/g, " ")].slice(0, LONGEST).join("")

const kept = (name) => ({
  default: "",
  parseHTML: (element) => oneLine(element.dataset[name]),
  renderHTML: (attributes) => ({ [`data-${name}`]: attributes[name] || null }),
})

export const Quotation = Node.create({
  name: "quotation",
  group: "block",
  content: "paragraph+",
  defining: true,
  priority: 200, // before Bold, whose Mod-B also answers to Shift

  addAttributes() {
    return {
      key: {
        default: null,
        parseHTML: ({ dataset }) => (isKey(dataset.key) ? dataset.key : newKey()),
        renderHTML: ({ key }) => ({ "data-key": key }),
      },
      speaker: kept("speaker"),
      role: kept("role"),
    }
  },

  parseHTML() {
    return [{ tag: "blockquote" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["blockquote", HTMLAttributes, 0]
  },

  addKeyboardShortcuts() {
    return {
      "Mod-Shift-b": ({ editor }) => {
        toggleQuotation(editor)
        return true
      },
    }
  },

  addProseMirrorPlugins() {
    const { editor } = this
    return [
      new pm.state.Plugin({
        props: {
          handleClickOn(view, _, node, position, event) {
            if (node.type.name !== "quotation" || !view.editable) return false
            if (!isBelowWords(view.nodeDOM(position), event)) return false
            editSpeaker(editor, node.attrs.key)
            return true
          },
        },
      }),
    ]
  },
})

const isBelowWords = (block, event) =>
  event.target === block &&
  event.clientY > block.lastElementChild.getBoundingClientRect().bottom

/** Make the paragraphs marked a quotation and ask who said it; or make them paragraphs again. */
export function toggleQuotation(editor) {
  if (editor.isActive("quotation")) {
    editor.chain().focus().lift("quotation").run()
    return
  }
  const key = newKey()
  const made = editor.chain().focus().clearNodes().wrapIn("quotation", { key }).run()
  if (made) editSpeaker(editor, key)
}

/** Ask for speaker and role of the quotation with `key`, else of the one the caret is in. */
export async function editSpeaker(editor, key = editor.getAttributes("quotation").key) {
  const found = quotations(editor.state.doc)
  const quotation = found.find(({ node }) => node.attrs.key === key)
  if (!quotation) return
  const speakers = new Set(found.map(({ node }) => node.attrs.speaker).filter(Boolean))
  const values = await ask({
    title: "Who said this?",
    fields: [
      { name: "speaker", label: "Speaker", options: [...speakers] },
      { name: "role", label: "Role at the time" },
    ],
    values: quotation.node.attrs,
  })
  if (values) editor.commands.command(({ tr }) => attribute(tr, key, values))
  editor.view.focus()
}

function attribute(tr, key, { speaker, role }) {
  // The text may have moved while the dialog stood open, so the place is looked up afresh.
  const quotation = quotations(tr.doc).find(({ node }) => node.attrs.key === key)
  if (!quotation) return false
  tr.setNodeAttribute(quotation.position, "speaker", oneLine(speaker))
  tr.setNodeAttribute(quotation.position, "role", oneLine(role))
  return true
}

function quotations(doc) {
  const found = []
  doc.descendants((node, position) => {
    if (node.type.name === "quotation") found.push({ node, position })
    return node.type.name !== "quotation"
  })
  return found
}
