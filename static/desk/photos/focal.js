/** The focal point of a photo: set by clicking the picture, or with the arrow keys on its mark. */

const STEP = 0.02
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

const picture = document.querySelector(".photo-shown img")
const x = document.getElementById("id_focal_x")
const y = document.getElementById("id_focal_y")

if (picture && x && y) {
  const frame = document.createElement("div")
  frame.className = "focal-frame"
  picture.replaceWith(frame)
  const mark = document.createElement("button")
  mark.type = "button"
  mark.className = "focal-mark"
  frame.append(picture, mark)

  const place = () => {
    mark.style.left = `${x.value * 100}%`
    mark.style.top = `${y.value * 100}%`
    const across = Math.round(x.value * 100)
    const down = Math.round(y.value * 100)
    mark.setAttribute(
      "aria-label",
      `Crop round here: ${across} % across, ${down} % down. Move it with the arrow keys.`,
    )
  }
  const set = (across, down) => {
    x.value = Math.min(1, Math.max(0, across)).toFixed(2)
    y.value = Math.min(1, Math.max(0, down)).toFixed(2)
    place()
  }

  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect()
    set((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
    mark.focus()
  })
  mark.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key]
    if (!arrow) return
    event.preventDefault()
    const step = event.shiftKey ? 5 * STEP : STEP
    set(Number(x.value) + arrow[0] * step, Number(y.value) + arrow[1] * step)
  })
  for (const field of [x, y]) field.addEventListener("input", place)
  place()
}
