/**
 * For those whose part of a story is its citations or its photos: they may put marks into the text
 * and take them out, and nothing else of it changes. The server holds to the same.
 */

import { pm } from "django-prose-editor/editor"

const NODES = { citations: "citation", placements: "photoFigure" }

export function keepWords(textarea) {
  const parts = textarea.dataset.marksOnly?.split(" ")
  if (!parts) return
  const own = new Set(parts.map((part) => NODES[part]))
  textarea.addEventListener("body-editor:ready", ({ detail: { editor } }) => {
    const isAllowed = (tr, state) => !tr.docChanged || words(tr.doc, own) === words(state.doc, own)
    editor.registerPlugin(new pm.state.Plugin({ filterTransaction: isAllowed }))
  })
}

/** The document without the nodes in `own`, and without paragraphs in which nothing stands. */
function words(doc, own) {
  const rest = ({ content = [], ...node }) => ({
    ...node,
    content: content
      .filter(({ type }) => !own.has(type))
      .map(rest)
      .filter(({ type, content: inner }) => type !== "paragraph" || inner.length),
  })
  return JSON.stringify(rest(doc.toJSON()))
}
