// Shows what Steward sends to this browser, and opens the page it leads to. It keeps nothing and stands between no request.
self.addEventListener("push", (event) => {
  let message = {};
  try {
    message = event.data ? event.data.json() : {};
  } catch {
    // Something else was sent; there is still to be shown something.
  }
  event.waitUntil(self.registration.showNotification(message.title || "Steward", { body: message.body || "", tag: message.tag || "steward", icon: "/icon.svg", data: { url: message.url || "/inbox" } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const wanted = new URL(event.notification.data?.url || "/inbox", self.location.origin);
  // Only pages of our own.
  const url = wanted.origin === self.location.origin ? wanted.href : new URL("/inbox", self.location.origin).href;
  event.waitUntil(
    self.clients.matchAll({ type: "window", includeUncontrolled: true }).then(async (pages) => {
      for (const page of pages) {
        if (new URL(page.url).origin === self.location.origin && "focus" in page) {
          await page.focus();
          return "navigate" in page ? page.navigate(url) : undefined;
        }
      }
      return self.clients.openWindow(url);
    }),
  );
});
