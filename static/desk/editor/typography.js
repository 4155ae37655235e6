/** Quotation marks, dashes and ellipses set properly as they are typed; Backspace takes it back. */

import { Extension, textInputRule } from "django-prose-editor/editor"

const OPENING = String.raw`(?:^|[\s([{<‘“—–])`

const RULES = [
  [new RegExp(`${OPENING}(")$`), "“"],
  [/"$/, "”"],
  [new RegExp(`${OPENING}(')$`), "‘"],
  [/'$/, "’"],
  [/--$/, "—"],
  [/\.\.\.$/, "…"],
]

export const Typography = Extension.create({
  name: "typography",
  addInputRules() {
    return RULES.map(([find, replace]) => textInputRule({ find, replace }))
  },
})
