/** New photos: chosen or dropped, sent one by one, each with its progress and what became of it. */

const AT_ONCE = 2
const MOST = 50

const form = document.getElementById("upload")
const input = form.elements.files
const list = document.getElementById("uploads")
const status = document.getElementById("upload-said")

const waiting = []
let sending = 0
let sent = 0
let taken = 0

function add(files) {
  const few = [...files].slice(0, MOST)
  for (const file of few) {
    const row = document.createElement("li")
    const name = document.createElement("span")
    name.textContent = file.name
    const bar = document.createElement("progress")
    bar.max = 1
    bar.value = 0
    bar.setAttribute("aria-label", `Sending ${file.name}`)
    row.append(name, bar)
    list.append(row)
    waiting.push({ file, row, bar })
  }
  if (files.length > MOST) {
    status.textContent = `${MOST} photos at once is the most: drop the rest afterwards.`
  }
  next()
}

function next() {
  while (sending < AT_ONCE && waiting.length) send(waiting.shift())
}

/** Fetch has no progress of what is sent; XMLHttpRequest has. */
function send({ file, row, bar }) {
  sending += 1
  const data = new FormData()
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  data.append("files", file)
  const request = new XMLHttpRequest()
  request.open("POST", location.pathname)
  request.setRequestHeader("Accept", "application/json")
  request.responseType = "json"
  request.upload.addEventListener("progress", (event) => {
    bar.value = event.loaded / event.total
    if (event.loaded === event.total) bar.removeAttribute("value") // it is being examined
  })
  request.addEventListener("loadend", () => {
    const answer = request.status === 200 && request.response
    show(row, bar, answer || { said: `“${file.name}” did not arrive. Try it again.` })
    sending -= 1
    sent += 1
    if (answer && answer.is_taken) taken += 1
    tell()
    next()
  })
  request.send(data)
}

function show(row, bar, { said, url, thumbnail, is_taken, is_new }) {
  bar.remove()
  row.className = !is_taken ? "is-wrong" : is_new ? "is-good" : "is-known"
  row.firstChild.textContent = said
  if (!url) return
  const picture = document.createElement("img")
  picture.src = thumbnail
  picture.alt = ""
  const link = document.createElement("a")
  link.href = url
  link.textContent = is_new ? "Describe it" : "Look at it"
  row.prepend(picture)
  row.append(link)
}

function tell() {
  const left = waiting.length + sending
  status.textContent = left
    ? `${sent} of ${sent + left} sent.`
    : `Done: ${taken} of ${sent} in the library.`
}

form.querySelector(".drop").hidden = false
form.addEventListener("submit", (event) => {
  event.preventDefault()
  add(input.files)
  input.value = ""
})
input.addEventListener("change", () => form.requestSubmit())
document.addEventListener("dragover", (event) => {
  event.preventDefault()
  form.classList.add("is-over")
})
document.addEventListener("dragleave", () => form.classList.remove("is-over"))
document.addEventListener("drop", (event) => {
  event.preventDefault()
  form.classList.remove("is-over")
  add(event.dataTransfer.files)
})
window.addEventListener("beforeunload", (event) => {
  if (sending + waiting.length) event.preventDefault()
})
