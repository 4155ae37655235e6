/** The editor's two dialogs: `ask` for a few words, `choose` one of several entries. */

import { crel } from "django-prose-editor/editor"

let opened = 0

/**
 * Open a modal dialog around `form`, resolve with what `form` closes it with, else null.
 * It stands at the end of the page: the editor itself lies inside a form, and forms don't nest.
 */
function show({ title, form }) {
  const heading = crel("h2", { id: `body-dialog-${++opened}`, textContent: title })
  form.prepend(heading)
  const dialog = crel("dialog", { className: "body-dialog", "aria-labelledby": heading.id }, [form])
  document.body.append(dialog)
  return new Promise((resolve) => {
    let answer = null
    form.answer = (value) => {
      answer = value
      dialog.close()
    }
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(answer)
    })
    dialog.showModal()
  })
}

function buttons(...children) {
  const cancel = crel("button", { type: "button", textContent: "Cancel" })
  cancel.addEventListener("click", () => cancel.form.answer(null))
  return crel("div", { className: "body-dialog-buttons" }, [cancel, ...children])
}

/**
 * Ask for the values of `fields`; resolves to them by name, trimmed, or null when given up.
 * A field: { name, label, help?, required?, options?: [string…], check?: (value) => complaint }.
 */
export function ask({ title, fields, values = {}, submit = "Save" }) {
  const inputs = fields.map((field) => inputFor(field, values[field.name]))
  const form = crel("form", { method: "dialog" }, [
    ...fields.map((field, index) => labelled(field, inputs[index])),
    buttons(crel("button", { type: "submit", className: "primary", textContent: submit })),
  ])
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    form.answer(Object.fromEntries(inputs.map((input) => [input.name, input.value.trim()])))
  })
  return show({ title, form })
}

function inputFor({ name, required = false, check = () => "" }, value = "") {
  const input = crel("input", { type: "text", name, required, value, autocomplete: "off" })
  const complain = () => input.setCustomValidity(check(input.value.trim()))
  input.addEventListener("input", complain)
  complain()
  return input
}

function labelled({ name, label, help, options }, input) {
  const field = crel("label", {}, [crel("span", { textContent: label }), input])
  if (help) field.append(crel("small", { textContent: help }))
  if (options?.length) {
    const list = crel("datalist", { id: `body-dialog-${name}-options` })
    list.append(...options.map((option) => crel("option", { value: option })))
    input.setAttribute("list", list.id)
    field.append(list)
  }
  return field
}

/**
 * Let a person pick one of `choices` ({ key, label, about?, thumbnail?, number?, taken? }) or ask
 * for a new one. Resolves to { key }, to { typed } for a new one, or null. Typing narrows the list;
 * Enter takes the first that is left, or a new one when none is.
 */
export function choose({ title, choices, add }) {
  const find = crel("input", { type: "search", autocomplete: "off" })
  const options = choices.map(optionFor)
  const fresh = crel("button", { type: "button", className: "primary", textContent: add })
  const form = crel("form", { method: "dialog" }, [
    crel("label", {}, [crel("span", { textContent: "Find" }), find]),
    crel("ul", {}, options.map((option) => crel("li", {}, [option]))),
    buttons(fresh),
  ])
  const left = () => options.filter((option) => !option.parentElement.hidden && !option.disabled)
  const takeNew = () => form.answer({ typed: find.value.trim() })
  fresh.addEventListener("click", takeNew)
  for (const option of options) {
    option.addEventListener("click", () => form.answer({ key: option.dataset.key }))
  }
  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLocaleLowerCase()
    for (const option of options) {
      const words = option.textContent.toLocaleLowerCase()
      option.parentElement.hidden = !words.includes(wanted)
    }
  })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const [first] = left()
    if (first && find.value.trim()) form.answer({ key: first.dataset.key })
    else takeNew()
  })
  form.addEventListener("keydown", (event) => walk(event, [find, ...left(), fresh]))
  return show({ title, form })
}

function optionFor({ key, label, about, thumbnail, number, taken }) {
  const option = crel("button", { type: "button", disabled: Boolean(taken), "data-key": key })
  if (number) option.append(crel("span", { className: "number", textContent: number }))
  if (thumbnail) option.append(crel("img", { src: thumbnail, alt: "" }))
  option.append(crel("span", { textContent: label }))
  if (taken || about) option.append(crel("small", { textContent: taken || about }))
  return option
}

function walk(event, stops) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const at = stops.indexOf(document.activeElement)
  if (!step || at < 0) return
  event.preventDefault()
  stops[(at + step + stops.length) % stops.length].focus()
}
