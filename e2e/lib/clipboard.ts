import type { Page } from "@playwright/test";

/** Puts a picture into the clipboard, as the screenshot key of a computer does; Control+V then pastes it. */
export async function copyScreenshot(page: Page): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 360 });
    const draw = canvas.getContext("2d");
    if (!draw) throw new Error("no canvas");
    draw.fillStyle = "#20304a";
    draw.fillRect(0, 0, 640, 360);
    draw.fillStyle = "#ffffff";
    draw.font = "28px sans-serif";
    draw.fillText("Error 0x80070035: path not found", 40, 180);
    const picture = new Promise<Blob>((done, fail) => canvas.toBlob((blob) => { if (blob) done(blob); else fail(new Error("no picture")); }, "image/png"));
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
  });
}
