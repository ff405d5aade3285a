import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { api } from "../../api/client";
import { rank } from "../../app/fuzzy";
import { t } from "../../i18n";
import { Button, Picker } from "../../ui";
import { failed, useAnswers } from "./data";

/** Whether the caret stands where a word begins: only there a slash asks for an answer. */
export function atWordStart(): boolean {
  const at = window.getSelection();
  if (!at?.isCollapsed) return false;
  const before = at.anchorNode?.nodeType === Node.TEXT_NODE ? (at.anchorNode.textContent ?? "").slice(0, at.anchorOffset) : "";
  return before === "" || /\s$/.test(before);
}

/** Lets a slash in what is written open the answers. */
export const opensAnswers = (e: KeyboardEvent): boolean =>
  e.key === "/" && !e.ctrlKey && !e.metaKey && !e.altKey && !e.nativeEvent.isComposing && e.target instanceof HTMLElement && e.target.isContentEditable && atWordStart();

/** The canned answers of the ticket's desk and one's own, found by shortcut or name; the chosen one comes filled in. */
export function AnswerButton({ ticketId, deskId, open, onOpen, onText }: { ticketId: string; deskId: string; open: boolean; onOpen: (to: boolean) => void; /** null: none was chosen. */ onText: (html: string | null) => void }) {
  const anchor = useRef<HTMLButtonElement>(null);
  const answers = useAnswers(deskId);
  if (!answers.data?.length) return null;
  return (
    <>
      <Button ref={anchor} small kind="quiet" icon="quote" aria-haspopup="dialog" aria-expanded={open} title={t("answer.hint")} onClick={() => onOpen(!open)}>{t("answer.insert")}</Button>
      {open && <Answers anchor={anchor} ticketId={ticketId} deskId={deskId} onClose={() => onOpen(false)} onText={onText} />}
    </>
  );
}

function Answers({ anchor, ticketId, deskId, onClose, onText }: { anchor: RefObject<HTMLButtonElement | null>; ticketId: string; deskId: string; onClose: () => void; onText: (html: string | null) => void }) {
  const answers = useAnswers(deskId);
  const [text, setText] = useState("");
  const chosen = useRef(false);
  const tell = useRef(onText);
  useEffect(() => { tell.current = onText; });
  const found = rank(text.trim(), answers.data ?? [], (a) => `${a.shortcut} ${a.name}`);
  // Choosing closes first: only then it is known whether one was chosen.
  const close = (): void => {
    onClose();
    setTimeout(() => { if (!chosen.current) tell.current(null); }, 0);
  };
  const choose = (id: string): void => {
    chosen.current = true;
    void api<{ text: string }>(`/tickets/${ticketId}/answers/${id}`, { method: "POST" }).then((filled) => tell.current(filled.text), (error: unknown) => { failed(error); tell.current(null); });
  };
  return <Picker anchor={anchor} label={t("answer.insert")} choices={found.map((a) => ({ id: a.id, label: a.name, hint: `/${a.shortcut}` }))} onSearch={setText} onClose={close} onChoose={choose} />;
}
