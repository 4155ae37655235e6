/**
 * The buttons of the toolbar, in groups. A tool: label (its name), run(editor), and where useful
 * keys (its shortcut), words (text shown instead of an icon), icon (an SVG path on a 24 x 24 grid),
 * active(editor), enabled(editor), shown(editor), and part: the part of a story that it changes
 * where that is not the words.
 */

import { canCite, cite } from "body-editor/citation"
import { canLink, editLink } from "body-editor/link"
import { placePhoto } from "body-editor/photo_figure"
import { editSpeaker, toggleQuotation } from "body-editor/quotation"

const heading = (level, label) => ({
  label,
  words: `H${level}`,
  keys: `Mod-Alt-${level}`,
  run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
  active: (editor) => editor.isActive("heading", { level }),
  enabled: (editor) => editor.can().toggleHeading({ level }),
})

const list = (name, command, label, keys, icon) => ({
  label,
  keys,
  icon,
  run: (editor) => editor.chain().focus()[command]().run(),
  active: (editor) => editor.isActive(name),
  enabled: (editor) => editor.can()[command](),
})

const style = (name, label, keys, icon) => ({
  label,
  keys,
  icon,
  run: (editor) => editor.chain().focus().toggleMark(name).run(),
  active: (editor) => editor.isActive(name),
  enabled: (editor) => editor.can().toggleMark(name),
})

const step = (command, label, keys, icon) => ({
  label,
  keys,
  icon,
  part: "any",
  run: (editor) => editor.chain().focus()[command]().run(),
  enabled: (editor) => editor.can()[command](),
})

export const TOOLS = [
  [
    style("bold", "Bold", "Mod-b", "M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z"),
    style("italic", "Italic", "Mod-i", "M14.5 5l-5 14M11 5h7M6 19h7"),
    {
      label: "Link",
      keys: "Mod-k",
      icon: "M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",
      run: editLink,
      active: (editor) => editor.isActive("link"),
      enabled: canLink,
    },
  ],
  [
    {
      label: "Cite",
      part: "citations",
      words: "Cite",
      keys: "Mod-Shift-c",
      icon: "M4 19h9M4 14h12M4 9h8M18.5 10V4l-2 1.2",
      run: cite,
      active: (editor) => editor.isActive("citation"),
      enabled: canCite,
    },
    {
      label: "Quote",
      words: "Quote",
      keys: "Mod-Shift-b",
      icon: "M10 7c-3 .7-5 2.7-5 6v4h5v-5H7M19 7c-3 .7-5 2.7-5 6v4h5v-5h-3",
      run: toggleQuotation,
      active: (editor) => editor.isActive("quotation"),
    },
    {
      label: "Who said this?",
      words: "Speaker",
      run: (editor) => editSpeaker(editor),
      shown: (editor) => editor.isActive("quotation"),
    },
    {
      label: "Photo",
      part: "placements",
      words: "Photo",
      keys: "Mod-Alt-p",
      icon: "M4 6h16v13H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 9.5h.01",
      run: placePhoto,
      active: (editor) => editor.isActive("photoFigure"),
    },
  ],
  [heading(2, "Heading"), heading(3, "Smaller heading")],
  [
    list("bulletList", "toggleBulletList", "Bullets", "Mod-Shift-8",
      "M5 6.5h.01M5 12h.01M5 17.5h.01M10 6.5h10M10 12h10M10 17.5h10"),
    list("orderedList", "toggleOrderedList", "Numbers", "Mod-Shift-7",
      "M4 5l1.5-.8V9M3.8 14.2c.3-1 2.6-1 2.4.4-.1 1-2.4 1.9-2.4 3.2h2.6M11 6.5h9M11 12h9M11 17.5h9"),
  ],
  [
    step("undo", "Undo", "Mod-z", "M8 5L4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-4"),
    step("redo", "Redo", "Mod-Shift-z", "M16 5l4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h4"),
  ],
]
