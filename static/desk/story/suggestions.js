/** A list of suggestions under a text field: the ARIA pattern of a combobox with a listbox. */

import { find, soon } from "story/asking"

const SHORTEST = 2
const WAIT = 150
let made = 0

/**
 * Offer what `address` finds for the words in `input`.
 *
 * `choose(result, atOnce)` is called with the one that was taken, `atOnce` if with Ctrl or Command;
 * `more(answer, words)` may give further results, or act on the answer; `held(words, answer)` those
 * that come first, and with no words what a click or the down arrow offers in the empty field. A
 * result has { label, about? }.
 */
export function suggest(input, { address, choose, more = () => [], held = () => [] }) {
  const list = listFor(input)
  let results = []
  let at = -1
  let asking

  const close = () => {
    asking?.abort()
    results = []
    at = -1
    if (list.matches(":popover-open")) list.hidePopover()
    input.setAttribute("aria-expanded", "false")
    input.removeAttribute("aria-activedescendant")
  }
  const take = (index, { ctrlKey, metaKey }) => {
    const result = results[index]
    close()
    choose(result, ctrlKey || metaKey)
  }
  const point = (index) => {
    at = index
    list.querySelectorAll("li").forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === at))
    })
    const option = list.children[at]
    option?.scrollIntoView({ block: "nearest" })
    if (option) input.setAttribute("aria-activedescendant", option.id)
    else input.removeAttribute("aria-activedescendant")
  }
  const show = (found, first = 0) => {
    results = found
    list.replaceChildren(...results.map((result, index) => optionFor(result, list.id, index)))
    if (!results.length) return close()
    list.showPopover()
    place(list, input)
    input.setAttribute("aria-expanded", "true")
    return point(first)
  }
  /** What is at hand while nothing is found yet. With no words Enter alone takes none of it. */
  const showHeld = (words) => show(held(words), words ? 0 : -1)
  const ask = soon(async () => {
    const words = input.value.trim()
    if (words.length < SHORTEST || document.activeElement !== input) return
    asking = new AbortController()
    const answer = await find(address, words, { signal: asking.signal })
    if (input.value.trim() !== words) return
    show([...held(words, answer), ...answer.results, ...more(answer, words)])
  }, WAIT)

  input.addEventListener("input", () => {
    asking?.abort()
    const words = input.value.trim()
    if (words.length < SHORTEST || (results.length && at < 0)) showHeld(words)
    ask()
  })
  input.addEventListener("click", () => input.value.trim() || showHeld(""))
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && !input.value.trim() && !results.length) showHeld("")
    if (!results.length) return
    const next = { ArrowDown: at + 1, ArrowUp: Math.max(at, 0) - 1 }[event.key]
    if (next !== undefined) point((next + results.length) % results.length)
    else if (at < 0) return
    else if (event.key === "Enter") take(at, event)
    else if (event.key === "Escape") close()
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  input.addEventListener("blur", close)
  list.addEventListener("mousedown", (event) => {
    event.preventDefault()
    const option = event.target.closest("li")
    if (option) take([...list.children].indexOf(option), event)
  })
  return { close }
}

function listFor(input) {
  const list = document.createElement("ul")
  list.id = `suggestions-${++made}`
  list.className = "suggestions"
  list.popover = "manual"
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", "Suggestions")
  // Beside the field, so that inside a dialog it is not inert.
  input.after(list)
  input.setAttribute("role", "combobox")
  input.setAttribute("aria-autocomplete", "list")
  input.setAttribute("aria-expanded", "false")
  input.setAttribute("aria-controls", list.id)
  input.autocomplete = "off"
  return list
}

function optionFor({ label, about }, id, index) {
  const option = document.createElement("li")
  option.id = `${id}-${index}`
  option.setAttribute("role", "option")
  option.append(label)
  if (about) {
    const small = document.createElement("small")
    small.textContent = about
    option.append(" ", small)
  }
  return option
}

/** In the top layer, below the field or, where there is more room, above it. */
function place(list, input) {
  const box = input.getBoundingClientRect()
  const below = innerHeight - box.bottom
  const isAbove = below < list.offsetHeight + 8 && box.top > below
  list.style.width = `${box.width}px`
  list.style.left = `${Math.max(8, Math.min(box.left, innerWidth - list.offsetWidth - 8))}px`
  list.style.top = isAbove ? `${box.top - list.offsetHeight - 4}px` : `${box.bottom + 4}px`
}
