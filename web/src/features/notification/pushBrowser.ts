/** What a browser itself can do for push; apart, since every browser does it a little otherwise. */
export const isSupported = (): boolean => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window && window.isSecureContext;

export async function subscription(): Promise<PushSubscription | null> {
  if (!isSupported()) return null;
  const worker = await navigator.serviceWorker.getRegistration("/push.js");
  return (await worker?.pushManager.getSubscription()) ?? null;
}

const bytes = (base64url: string): Uint8Array<ArrayBuffer> => {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
};
const base64url = (data: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(data))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

export async function subscribe(publicKey: string): Promise<{ endpoint: string; keys: { p256dh: string; auth: string } }> {
  const worker = await navigator.serviceWorker.register("/push.js");
  await navigator.serviceWorker.ready;
  // One that was made with another key is of no use.
  await (await worker.pushManager.getSubscription())?.unsubscribe();
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(publicKey) });
  const p256dh = made.getKey("p256dh");
  const auth = made.getKey("auth");
  if (!p256dh || !auth) throw new Error("The browser gave no keys");
  return { endpoint: made.endpoint, keys: { p256dh: base64url(p256dh), auth: base64url(auth) } };
}

/** How the server names a subscription without showing its address. */
export const mark = async (endpoint: string): Promise<string> => base64url(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint)));

/** What people call their browser. */
export function device(agent: string): string {
  const browser = /Firefox\//.test(agent) ? "Firefox" : /Edg\//.test(agent) ? "Edge" : /Chrome\//.test(agent) ? "Chrome" : /Safari\//.test(agent) ? "Safari" : "Browser";
  const system = /Android/.test(agent) ? "Android" : /iPhone|iPad/.test(agent) ? "iOS" : /Windows/.test(agent) ? "Windows" : /Mac OS/.test(agent) ? "macOS" : /Linux/.test(agent) ? "Linux" : "";
  return system ? `${browser}, ${system}` : browser;
}
