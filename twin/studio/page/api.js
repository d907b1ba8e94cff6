// Talking to the studio's server: every request carries the token of the page's own address.
import { language } from "/static/words.js";

const token = new URLSearchParams(location.search).get("token") || "";

export class Refused extends Error {
  constructor(status, answer) {
    super(answer.error || String(status));
    this.status = status;
    this.answer = answer;
  }
}

async function sent(path, options) {
  const response = await fetch(path, { ...options, headers: { "x-twin-token": token, ...options.headers } });
  if (!response.ok) throw new Refused(response.status, await response.json().catch(() => ({})));
  return response;
}

export async function ask(what, query = {}) {
  const path = `/api/${what}?${new URLSearchParams({ lang: language(), ...query })}`;
  return (await sent(path, {})).json();
}

export async function askFile(what, query = {}) {
  const path = `/api/${what}?${new URLSearchParams({ lang: language(), ...query })}`;
  return (await sent(path, {})).blob();
}

export async function order(what, body) {
  const options = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ lang: language(), ...body }) };
  return (await sent(`/api/${what}`, options)).json();
}
