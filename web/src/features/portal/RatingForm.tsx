import { useState } from "react";
import type { Problem } from "../../api/client";
import { t } from "../../i18n";
import { Field } from "../../ui";

/** One to five, in words, and a word if one likes. */
export function RatingForm({ given, send }: { given: { score: number; comment: string | null } | null; send: (body: { score: number; comment: string }) => Promise<void> }) {
  const [score, setScore] = useState(given?.score ?? 0);
  const [comment, setComment] = useState(given?.comment ?? "");
  const [problem, setProblem] = useState<Problem>();
  const [thanks, setThanks] = useState(false);
  return (
    <form onSubmit={(e) => { e.preventDefault(); send({ score, comment }).then(() => setThanks(true), setProblem); }}>
      <fieldset className="stars"><legend>{t("rating.question")}</legend>
        {[1, 2, 3, 4, 5].map((n) => <label key={n}><input type="radio" name="score" checked={score === n} onChange={() => setScore(n)} /> {n} {t(`rating.${n}` as "rating.1")}</label>)}
      </fieldset>
      <Field label={t("rating.word")} error={problem?.message}><input className="input" value={comment} maxLength={2000} onChange={(e) => setComment(e.target.value)} /></Field>
      <div className="row"><button className="btn primary" disabled={!score}>{t("rating.send")}</button>{thanks && <span role="status">{t("rating.thanks")}</span>}</div>
    </form>
  );
}
