// A developer's stand-in for the server: everything in memory, no security at all. Never part of a build.
// `npm run mock`, then `npm run dev`; or open http://localhost:8080 for the last build under the real content security policy.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { answer } from "./routes.mjs";

const PORT = Number(process.env.PORT ?? 8080);
const DIST = new URL("../dist", import.meta.url).pathname;
const TYPES = { ".js": "text/javascript", ".css": "text/css", ".html": "text/html; charset=utf-8", ".svg": "image/svg+xml", ".json": "application/json" };
const CSP = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

createServer((request, response) => {
  const url = new URL(request.url, "http://localhost");
  const chunks = [];
  request.on("data", (c) => chunks.push(c));
  request.on("end", () => {
    if (url.pathname.startsWith("/api/v1/")) return answer(request, response, url, Buffer.concat(chunks));
    let file = normalize(join(DIST, url.pathname));
    if (!file.startsWith(DIST) || !existsSync(file) || statSync(file).isDirectory()) file = join(DIST, "index.html");
    response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "Content-Security-Policy": CSP });
    createReadStream(file).pipe(response);
  });
}).listen(PORT, () => process.stdout.write(`Mock on http://localhost:${PORT}\n`));
