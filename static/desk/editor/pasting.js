/**
 * Pasted markup with its inline styles turned into tags.
 *
 * Word processors say bold and italic in style attributes, and some wrap all they copy in a
 * `<b style="font-weight:normal">`. The content security policy keeps the browser from reading
 * style attributes, so without this a whole paste would come out bold, or none of it.
 */

const TAG = /<[a-z][^>]*>/gi
const STYLE = /\sstyle\s*=/gi
const STYLE_SHEET = /<style\b[\s\S]*?<\/style\s*>/gi

const NORMAL = /font-weight:\s*(normal|400)/i
const SAID_BY = [
  [/font-weight:\s*(bold|[6-9]00)/i, "strong"],
  [/font-style:\s*italic/i, "em"],
]

export function withoutStyles(html) {
  // Renamed before it is parsed: the policy is applied, and broken, by the parsing itself.
  const renamed = html
    .replace(STYLE_SHEET, "")
    .replace(TAG, (tag) => tag.replace(STYLE, " data-style="))
  const { body } = new DOMParser().parseFromString(renamed, "text/html")
  for (const element of [...body.querySelectorAll("[data-style]")]) translate(element)
  return body.innerHTML
}

function translate(element) {
  const style = element.dataset.style
  delete element.dataset.style
  for (const [pattern, tag] of SAID_BY) {
    if (!pattern.test(style) || element.closest(tag) || !element.textContent.trim()) continue
    const wrapper = element.ownerDocument.createElement(tag)
    wrapper.append(...element.childNodes)
    element.append(wrapper)
  }
  if (element.matches("b, strong") && NORMAL.test(style)) element.replaceWith(...element.childNodes)
}
