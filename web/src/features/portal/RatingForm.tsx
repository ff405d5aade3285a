import { useState, type FormEvent } from "react";
import type { Rating } from "../../api/types";
import { t } from "../../i18n";
import { Button, FormError, TextArea } from "../../ui";

const SCORES = [1, 2, 3, 4, 5] as const;

/** Five labelled choices, told apart by words, not by colour or stars alone. */
export function RatingForm({ given, send }: { given: Rating | null; send: (score: number, comment: string) => Promise<void> }) {
  const [score, setScore] = useState(given?.score ?? 0);
  const [comment, setComment] = useState(given?.comment ?? "");
  const [error, setError] = useState<unknown>();
  const [state, setState] = useState<"asking" | "busy" | "thanked">("asking");
  async function submit(e: FormEvent): Promise<void> {
    e.preventDefault();
    setState("busy");
    setError(undefined);
    try {
      await send(score, comment.trim());
      setState("thanked");
    } catch (e) {
      setError(e);
      setState("asking");
    }
  }
  return (
    <form className="rating" onSubmit={(e) => void submit(e)}>
      <FormError error={error} />
      <fieldset className="plain-fieldset">
        <legend><h2>{t("rating.question")}</h2></legend>
        <div className="scores">
          {SCORES.map((n) => (
            <label key={n} className="score"><input type="radio" name="score" required checked={score === n} onChange={() => { setScore(n); setState("asking"); }} /><span aria-hidden="true" className="stars">{"★".repeat(n)}{"☆".repeat(5 - n)}</span><span>{t(`rating.${n}`)}</span></label>
          ))}
        </div>
      </fieldset>
      <TextArea label={t("rating.word")} rows={2} maxLength={2000} value={comment} onChange={(e) => { setComment(e.target.value); setState("asking"); }} />
      {state === "thanked" ? <p className="notice ok" role="status">{t("rating.thanks")}</p> : <Button type="submit" kind="primary" disabled={!score || state === "busy"}>{t(given ? "rating.change" : "rating.send")}</Button>}
    </form>
  );
}
