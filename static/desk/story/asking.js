/** Questions to the desk: look-ups while one types, and forms sent without leaving the page. */

/**
 * The answer of `address` to the words `q` and what `more` is asked by name, as JSON; an aborted or
 * failed question gives none.
 */
export async function find(address, q, { signal, more = {} } = {}) {
  const asked = new URL(address, location.href)
  for (const [name, value] of Object.entries({ q, ...more })) asked.searchParams.set(name, value)
  try {
    const response = await fetch(asked, { signal })
    return response.ok ? await response.json() : { results: [] }
  } catch (error) {
    if (error.name === "AbortError" || error instanceof TypeError) return { results: [] }
    throw error
  }
}

/** POST `data` to `address`; resolves to { ok, status, answer }. */
export async function send(address, data) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value
  const response = await fetch(address, {
    method: "POST",
    body: data,
    headers: { "X-CSRFToken": token },
  })
  const isJSON = response.headers.get("Content-Type")?.includes("json")
  return { ok: response.ok, status: response.status, answer: isJSON ? await response.json() : null }
}

/** Why a form was refused, in the words of its errors; `otherwise` if the answer has none. */
export const complaint = (answer, otherwise) =>
  answer?.errors ? Object.values(answer.errors).flat().join(" ") : otherwise

/** `act` once nothing has called for it during `wait` milliseconds. */
export function soon(act, wait) {
  let timer
  return (...given) => {
    clearTimeout(timer)
    timer = setTimeout(() => act(...given), wait)
  }
}
