// Shows beside a number in the text what its note says, on hover, focus and tap. The words are the
// note's own, which the number is described by; without this module the number leads there.

const EDGE = 16 // px kept free at the sides of the window
const GAP = 6 // px between a number and its card
const LINGER = 150 // ms in which the pointer can get from one to the other

const card = document.createElement("div")
card.className = "cite-card"
card.popover = "manual"
card.setAttribute("aria-hidden", "true") // whoever listens has heard it as the number's description

let shown = null // the number whose card is open
let waiting = 0

function show(number) {
  clearTimeout(waiting)
  if (shown === number) return
  card.replaceChildren(...wordsOf(number))
  shown = number
  card.showPopover()
  place(number.getBoundingClientRect())
}

function hide() {
  clearTimeout(waiting)
  shown = null
  card.hidePopover()
}

function hideSoon() {
  clearTimeout(waiting)
  waiting = setTimeout(hide, LINGER)
}

function wordsOf(number) {
  const ids = number.getAttribute("aria-describedby").split(" ")
  return ids.map((id) => {
    const words = document.createElement("div")
    words.append(...document.getElementById(id).cloneNode(true).childNodes)
    // What is shown twice is reached by keyboard once, in the note.
    for (const link of words.querySelectorAll("a")) link.tabIndex = -1
    return words
  })
}

// Under the number, or above it where there is no room; it scrolls with the page.
function place(at) {
  const { offsetWidth: width, offsetHeight: height } = card
  const window = document.documentElement
  const left = Math.max(EDGE, Math.min(at.left - EDGE, window.clientWidth - width - EDGE))
  const below = at.bottom + GAP + height <= window.clientHeight || at.top < height + GAP
  card.style.left = `${left + scrollX}px`
  card.style.top = `${(below ? at.bottom + GAP : at.top - height - GAP) + scrollY}px`
}

const numberIn = (event) => event.target.closest?.("a.cite")

function listen() {
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return
    const number = numberIn(event)
    if (number) show(number)
    else if (card.contains(event.target)) clearTimeout(waiting)
    else if (shown && shown !== document.activeElement) hideSoon()
  })
  document.addEventListener("focusin", (event) => {
    const number = numberIn(event)
    if (number?.matches(":focus-visible")) show(number)
    else if (shown && !card.contains(event.target)) hide()
  })
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shown) hide()
  })
  document.addEventListener("pointerdown", (event) => {
    if (shown && numberIn(event) !== shown && !card.contains(event.target)) hide()
  })
  // A finger cannot hover: its first tap opens the card, its second goes to the note.
  document.addEventListener("click", (event) => {
    const number = numberIn(event)
    if (!number) return
    if (event.pointerType === "touch" && shown !== number) {
      event.preventDefault()
      show(number)
    } else if (shown) hide()
  })
}

if ("showPopover" in card) {
  document.body.append(card)
  listen()
}
