import { useEffect, useRef, useState, type PointerEvent } from "react";
import { upload } from "../../api/client";
import { problemOf } from "../../api/problem";
import type { UploadedFile } from "../../api/types";
import { useSession } from "../../app/session";
import { t } from "../../i18n";
import { Button, explain } from "../../ui";
import type { InputProps } from "../kind";

const WIDTH = 360;
const HEIGHT = 120;
// A signature is ink on paper, in the dark as well: it is printed and sent as it was written.
const PAPER = "#ffffff";
const INK = "#101828";

/** Drawn with the pointer, or, for those who cannot draw, written by the name that is typed. */
export default function SignatureInput({ field, wired, onChange, onProblem }: InputProps) {
  const me = useSession().person;
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | null>(null);
  const [name, setName] = useState("");
  const [drawn, setDrawn] = useState(false);
  const [state, setState] = useState<"open" | "busy" | "signed">("open");
  const pen = (): CanvasRenderingContext2D | null => canvas.current?.getContext("2d") ?? null;
  const wipe = (): void => {
    const p = pen();
    if (!p) return;
    p.fillStyle = PAPER;
    p.fillRect(0, 0, WIDTH, HEIGHT);
    p.strokeStyle = p.fillStyle = INK;
    p.lineWidth = 2;
    p.lineCap = p.lineJoin = "round";
  };
  useEffect(wipe, []);
  const at = (e: PointerEvent<HTMLCanvasElement>): { x: number; y: number } => {
    const box = e.currentTarget.getBoundingClientRect();
    return { x: ((e.clientX - box.left) * WIDTH) / box.width, y: ((e.clientY - box.top) * HEIGHT) / box.height };
  };
  const begin = (e: PointerEvent<HTMLCanvasElement>): void => {
    e.currentTarget.setPointerCapture?.(e.pointerId);
    if (name) { setName(""); wipe(); }
    last.current = at(e);
    setState("open");
  };
  const draw = (e: PointerEvent<HTMLCanvasElement>): void => {
    const p = pen();
    if (!last.current || !p) return;
    const to = at(e);
    p.beginPath();
    p.moveTo(last.current.x, last.current.y);
    p.lineTo(to.x, to.y);
    p.stroke();
    last.current = to;
    setDrawn(true);
    onProblem(t("fields.signFirst"));
  };
  const type = (words: string): void => {
    setName(words);
    setDrawn(false);
    setState("open");
    onProblem(words.trim() ? t("fields.signFirst") : undefined);
    wipe();
    const p = pen();
    if (!p) return;
    p.font = "italic 40px 'Snell Roundhand', 'Segoe Script', 'Brush Script MT', cursive";
    p.fillText(words, 16, 76, WIDTH - 32);
  };
  const clear = (): void => { wipe(); setDrawn(false); setName(""); setState("open"); onProblem(undefined); onChange(null); };
  const sign = (): void => {
    setState("busy");
    canvas.current?.toBlob((picture) => {
      if (!picture) { setState("open"); onProblem(t("fields.noSignature")); return; }
      upload<UploadedFile>("/files", new File([picture], "signature.png", { type: "image/png" }), () => undefined).then(
        (file) => {
          setState("signed");
          onProblem(undefined);
          onChange({ file: file.id, by: me.id, at: new Date().toISOString() }, { [me.id]: { name: me.name }, [file.id]: { name: file.name } });
        },
        (error: unknown) => { setState("open"); onProblem(explain(problemOf(error)).text); },
      );
    }, "image/png");
  };
  return (
    <div className="signature" role="group" aria-label={field.name}>
      <canvas ref={canvas} width={WIDTH} height={HEIGHT} role="img" aria-label={t(drawn || name ? "fields.signature" : "fields.drawHere")} onPointerDown={begin} onPointerMove={draw} onPointerUp={() => { last.current = null; }} onPointerCancel={() => { last.current = null; }} />
      <p className="hint small muted">{t("fields.drawHint")}</p>
      <input {...wired} className="input" maxLength={100} aria-label={t("fields.typeName")} placeholder={t("fields.typeName")} autoComplete="off" value={name} onChange={(e) => type(e.target.value)} />
      <div className="row end">
        {state === "signed" && <span className="ok-text small grow" role="status">{t("fields.signed")}</span>}
        <Button small onClick={clear}>{t("action.clear")}</Button>
        <Button small kind="primary" disabled={state !== "open" || (!drawn && !name.trim())} onClick={sign}>{t("fields.sign")}</Button>
      </div>
    </div>
  );
}
