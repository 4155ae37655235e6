/** Links to the web and to mail, with an address and nothing else. */

import { Link as LibraryLink } from "django-prose-editor/editor"
import { ask } from "body-editor/dialog"

// As articles/markup.py keeps them; a place on the site itself comes from imported copy.
const ALLOWED = /^(https?:\/\/|mailto:|\/(?![/\\])|#)[^\s]*$/i
const PLAIN_HOST = /^[\w-]+(\.[\w-]+)+([/?#]\S*)?$/

export const isLink = (href) => ALLOWED.test(href ?? "")

export const Link = LibraryLink.extend({
  addOptions() {
    return {
      ...this.parent?.(),
      autolink: false,
      defaultProtocol: "https",
      isAllowedUri: isLink,
      // Names such as "Amazon.com" in pasted copy are words; only a full address is a link.
      shouldAutoLink: (address) => /^https?:\/\//i.test(address),
    }
  },

  addAttributes() {
    return { href: { default: null } }
  },

  addKeyboardShortcuts() {
    return { "Mod-k": ({ editor }) => canLink(editor) && Boolean(editLink(editor)) }
  },
})

export const canLink = (editor) => !editor.state.selection.empty || editor.isActive("link")

/** Ask for the address of the words marked, or of the link the caret is in; empty unlinks. */
export async function editLink(editor) {
  const { href = "" } = editor.getAttributes("link")
  const values = await ask({
    title: "Link",
    fields: [
      {
        name: "href",
        label: "Address",
        help: href ? "Leave it empty to take the link away." : "",
        required: !href,
        check: (typed) => (typed && !addressOf(typed) ? "A web or mail address, please." : ""),
      },
    ],
    values: { href },
  })
  const chain = editor.chain().focus()
  if (values?.href) chain.extendMarkRange("link").setLink({ href: addressOf(values.href) })
  else if (values) chain.extendMarkRange("link").unsetLink()
  chain.run()
}

/** The address meant by `typed`, percent-encoded, or null if it is none that may be linked. */
export function addressOf(typed) {
  const address = PLAIN_HOST.test(typed) ? `https://${typed}` : typed
  if (!/^(https?:\/\/|mailto:)/i.test(address)) return isLink(address) ? address : null
  return URL.canParse(address) ? new URL(address).href : null
}
