/**
 * What a body may hold: the same set that articles/markup.py keeps. Change the two together;
 * tests/editing/test_body_editor_browser.py holds one against the other.
 */

import {
  Bold, BulletList, Document, Dropcursor, Gapcursor, HardBreak, Heading, History, Italic, ListItem,
  OrderedList, Paragraph, Placeholder, SpecialCharacters, Text, TrailingNode,
} from "django-prose-editor/editor"
import { Citation } from "body-editor/citation"
import { Link } from "body-editor/link"
import { MarksOnly } from "body-editor/marks_only"
import { PhotoFigure } from "body-editor/photo_figure"
import { Quotation } from "body-editor/quotation"
import { Tidy } from "body-editor/tidy"
import { Typography } from "body-editor/typography"

const LEVELS = { h1: 2, h2: 2, h3: 3, h4: 3, h5: 3, h6: 3 } // pasted levels -> ours

const StoryHeading = Heading.extend({
  parseHTML() {
    return Object.entries(LEVELS).map(([tag, level]) => ({ tag, attrs: { level } }))
  },
}).configure({ levels: [2, 3] })

// Numbered from one, in figures: the library's own dialog for styles and starts stays away.
const NumberedList = OrderedList.extend({ addAttributes: () => ({}), addNodeView: null })

// Quotations, headings and photos stand at the top level only.
const PlainListItem = ListItem.extend({ content: "paragraph list*" })

/** The extensions of an editor in which `parts` of the story may change: null for all of it. */
export const bodyExtensions = ({ placeholder, parts }) => [
  Document, Paragraph, Text, HardBreak, StoryHeading, BulletList, NumberedList, PlainListItem,
  Bold, Italic, Link, Citation, Quotation, PhotoFigure, Tidy, Typography, SpecialCharacters,
  History, Gapcursor, TrailingNode,
  Dropcursor.configure({ color: false, class: "body-dropcursor" }),
  Placeholder.configure({ placeholder }),
  ...(parts ? [MarksOnly.configure({ parts })] : []),
]
