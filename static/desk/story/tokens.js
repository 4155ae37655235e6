/**
 * A text field of names divided by commas, shown as tokens with suggestions. The field itself stays
 * in the form and holds what is sent: articles/editing/tag_field.py says how names are written.
 * With `data-only-known` no new name is offered.
 */

import { suggest } from "story/suggestions"

const quoted = (name) => (/^"|,/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)
const fold = (name) => name.normalize("NFKC").toLowerCase().trim()

function split(text) {
  const names = text.match(/"(?:[^"]|"")*"|[^,\n]+/g) ?? []
  return names
    .map((name) => name.trim())
    .map((name) => (/^".*"$/s.test(name) ? name.slice(1, -1).replaceAll('""', '"') : name))
    .filter(Boolean)
}

export function setUpTokens(field) {
  const names = split(field.value)
  if (field.disabled) return showOnly(field, names)
  const answers = new Map() // what the library said to names typed: their proper spelling
  const box = document.createElement("div")
  box.className = "tokens"
  const list = document.createElement("ul")
  list.className = "held"
  const input = document.createElement("input")
  input.type = "text"
  input.placeholder = "Name a tag"
  input.id = `${field.id}_input`
  const label = document.querySelector(`label[for="${field.id}"]`)
  if (label) label.htmlFor = input.id
  field.type = "hidden"
  box.append(list, input)
  field.after(box)

  const draw = () => list.replaceChildren(...names.map((name) => tokenFor(name, () => drop(name))))
  const keep = () => {
    draw()
    field.value = names.map(quoted).join(", ")
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }
  const add = (typed) => {
    input.value = ""
    for (const name of split(typed)) {
      const proper = answers.get(fold(name)) ?? name
      if (!names.some((held) => fold(held) === fold(proper))) names.push(proper)
    }
    keep()
  }
  const drop = (name) => {
    names.splice(names.indexOf(name), 1)
    keep()
    input.focus()
  }

  suggest(input, {
    address: field.dataset.tokens,
    choose: ({ label, typed }) => add(quoted(typed ?? label)),
    more: ({ results, may_add: mayAdd }, words) => {
      for (const { label, about } of results) {
        answers.set(fold(label), label)
        if (about) answers.set(fold(about), label)
      }
      const isKnown = answers.has(fold(words)) || "onlyKnown" in field.dataset
      return mayAdd && !isKnown ? [{ label: `“${words}”`, about: "new tag", typed: words }] : []
    },
  })
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return
    if ((event.key === "Enter" || event.key === ",") && input.value.trim()) {
      event.preventDefault()
      add(quoted(input.value.trim()))
    } else if (event.key === "Enter") {
      event.preventDefault()
    } else if (event.key === "Backspace" && !input.value && names.length) {
      drop(names.at(-1))
    }
  })
  input.addEventListener("paste", (event) => {
    const pasted = event.clipboardData.getData("text")
    if (!/[,\n]/.test(pasted)) return
    event.preventDefault()
    add(input.value + pasted)
  })
  input.addEventListener("blur", () => input.value.trim() && add(quoted(input.value.trim())))
  draw()
}

/** For who may read the names and not change them. */
function showOnly(field, names) {
  const list = document.createElement("ul")
  list.className = "held shown"
  list.append(...names.map((name) => tokenFor(name)))
  field.after(list)
  field.hidden = true
}

function tokenFor(name, drop) {
  const token = document.createElement("li")
  token.append(name)
  if (!drop) return token
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = "×"
  button.setAttribute("aria-label", `Take out ${name}`)
  button.addEventListener("click", drop)
  token.append(button)
  return token
}
