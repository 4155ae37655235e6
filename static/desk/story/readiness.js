/** Keeps what is said of the story up to date while it is being written: what it lacks as a list,
    how each citation and quotation stands and what to do about it beside its row, how much of the
    text rests on anything. */

import { send, soon } from "story/asking"
import { fieldOf, rowsIn } from "story/rows"

const WAIT = 900

export function setUpReadiness(form) {
  const panel = form.querySelector("[data-readiness-list]")
  count(panel)
  if (!form.querySelector("[data-save]")) return
  let latest = 0
  const ask = async () => {
    const mine = ++latest
    const { ok, answer } = await send(form.dataset.readiness, new FormData(form))
    if (!ok || !answer || mine !== latest) return
    draw(panel, answer.problems)
    mark(answer.states)
    form.querySelector("[data-measure]").textContent = answer.measure
  }
  form.addEventListener("input", soon(ask, WAIT))
}

function draw(panel, problems) {
  panel.querySelector("ul").replaceChildren(...problems.map(lineFor))
  count(panel)
}

/** Write beside each row how it stands. */
function mark(states) {
  for (const row of [...rowsIn("citations"), ...rowsIn("quotations")]) {
    const said = states[fieldOf(row, "key").value] ?? []
    row.querySelector("[data-states]").replaceChildren(...said.flatMap(lineOf))
  }
}

/** A state with what to do about it, as _states.html has it. */
function lineOf({ words, tone, todo }) {
  const line = span("state")
  line.append(span(`badge is-${tone}`, words))
  if (todo) line.append(" ", span("todo", todo))
  return [line, " "]
}

function span(className, words = "") {
  const made = document.createElement("span")
  made.className = className
  made.textContent = words
  return made
}

function lineFor({ message, field, blocking }) {
  const line = document.createElement("li")
  line.className = blocking ? "blocks" : "warns"
  if (field) {
    const link = document.createElement("a")
    link.href = `#field-${field}`
    link.textContent = message
    line.append(link)
  } else {
    line.append(message)
  }
  return line
}

/** In words how many block; what can only be pressed in spite of one is offered while one does. */
function count(panel) {
  const blocking = panel.querySelectorAll(".blocks").length
  const said = { 0: "", 1: "1 thing blocks it" }[blocking] ?? `${blocking} things block it`
  const label = panel.querySelector("[data-count]")
  if (label.textContent !== said) label.textContent = said
  for (const move of document.querySelectorAll("[data-override]")) {
    move.hidden = !blocking && !move.open
  }
}
