/**
 * The story's body editor, built over each `<textarea data-body-editor>` of the page.
 *
 * The textarea stays in the form and holds what will be sent; without JavaScript it is simply
 * there. It is left untouched until the person changes something.
 */

import { crel, Editor, getHTMLFromFragment, pm } from "django-prose-editor/editor"
import { isRegistered, registerMarks } from "body-editor/marks"
import { explained, partsOpen } from "body-editor/marks_only"
import { plainMarks } from "body-editor/plain_marks"
import { withoutStyles } from "body-editor/pasting"
import { bodyExtensions } from "body-editor/schema"
import { toolbar } from "body-editor/toolbar"

/** Build the editor over `textarea`; it announces itself there as "body-editor:ready". */
export function buildBodyEditor(textarea) {
  const given = JSON.parse(textarea.dataset.bodyEditor || "{}")
  registerMissing(plainMarks(given))
  const frame = crel("div", { className: "body-editor" })
  textarea.before(frame)
  frame.append(textarea)
  textarea.hidden = true
  const parts = partsOpen(textarea)

  const editor = new Editor({
    element: frame,
    injectCSS: false, // its few rules are in editor.css, so that the policy needs no exception
    content: textarea.value,
    editable: !textarea.disabled && !textarea.readOnly,
    extensions: bodyExtensions({ placeholder: textarea.placeholder, parts }),
    editorProps: { attributes: attributesFrom(textarea), transformPastedHTML: withoutStyles },
    onUpdate: ({ editor }) => write(editor, textarea),
  })
  labelOf(textarea)?.addEventListener("click", () => editor.commands.focus())
  if (editor.isEditable) frame.prepend(toolbar(editor, { controls: editor.view.dom.id, parts }))
  frame.append(foot(editor, parts ? explained(parts) : ""))
  const ready = new CustomEvent("body-editor:ready", { detail: { editor }, bubbles: true })
  textarea.dispatchEvent(ready)
  return editor
}

function registerMissing(providers) {
  const missing = Object.entries(providers).filter(([sort]) => !isRegistered(sort))
  registerMarks(Object.fromEntries(missing))
}

function labelOf(textarea) {
  const label = textarea.labels[0]
  if (label) label.id ||= `${textarea.id}_label`
  return label
}

/** What the textarea tells assistive technology, for the area that takes its place. */
function attributesFrom(textarea) {
  const attributes = {
    id: `${textarea.id}_editor`,
    class: "body-text",
    "aria-multiline": "true",
    spellcheck: "true",
  }
  const label = labelOf(textarea)
  if (label) attributes["aria-labelledby"] = label.id
  for (const name of ["aria-describedby", "aria-invalid", "lang"]) {
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name)
  }
  return attributes
}

function write(editor, textarea) {
  const html = bodyHTML(editor)
  if (html === textarea.value) return
  textarea.value = html
  textarea.dispatchEvent(new Event("input", { bubbles: true }))
}

/** The body as articles.body.sanitise will keep it: without blocks in which there is nothing. */
export function bodyHTML({ state, schema }) {
  const said = []
  state.doc.forEach((block) => says(block) && said.push(block))
  const html = getHTMLFromFragment(pm.model.Fragment.from(said), schema)
  return html.replaceAll("&nbsp;", "\u00a0")
}

function says(block) {
  let found = block.type.name === "photoFigure" || block.textContent.trim() !== ""
  block.descendants((node) => (found ||= node.type.name === "citation"))
  return found
}

function foot(editor, note) {
  const count = crel("span")
  const update = () => {
    const words = editor.getText().match(/\S+/g)?.length ?? 0
    count.textContent = words === 1 ? "1 word" : `${words.toLocaleString()} words`
  }
  editor.on("update", update)
  update()
  return crel("p", { className: "body-foot" }, [crel("span", { textContent: note }), count])
}

for (const textarea of document.querySelectorAll("textarea[data-body-editor]")) {
  buildBodyEditor(textarea)
}
