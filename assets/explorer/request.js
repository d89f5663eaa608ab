// Asks the service. The only place that calls it.

const API = new URL('../graphql', import.meta.url);

/**
 * Sends a document and waits for the whole answer: its status, how long it took in milliseconds,
 * how many bytes came, the text, and what it holds if it is JSON. Fails when no answer came.
 */
export async function ask({ token, signal, ...parameters }) {
  const headers = {
    accept: 'application/graphql-response+json, application/json;q=0.9',
    'content-type': 'application/json',
  };
  if (token) headers.authorization = `Bearer ${token}`;
  const body = JSON.stringify(parameters);
  const started = performance.now();
  const response = await fetch(API, { method: 'POST', headers, body, signal, credentials: 'omit' });
  const bytes = await response.arrayBuffer();

  const text = new TextDecoder().decode(bytes);
  return {
    status: `${response.status} ${response.statusText}`.trim(),
    isRefused: response.status === 401,
    milliseconds: performance.now() - started,
    bytes: bytes.byteLength,
    text,
    body: parse(text),
  };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
