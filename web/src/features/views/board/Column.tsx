import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import type { Group } from "../../../api/types";
import { number, t } from "../../../i18n";
import { Button, Editable, giveBack, Icon, Popover, TextField } from "../../../ui";
import type { Catalogue } from "../catalogue";
import type { FeedState } from "../Feed";
import { GroupLabel } from "../GroupLabel";

interface HeadProps { group: Group; by: string; catalogue: Catalogue; count: number; limit: number | undefined; forbidden: boolean; onLimit: (to: number | null) => void }

/** What a column is for, how many tickets are in it, and how many should be at most. */
export function ColumnHead({ group, by, catalogue, count, limit, forbidden, onLimit }: HeadProps) {
  const over = limit !== undefined && count > limit;
  const shown = `${number(count)}${group.exact ? "" : "+"}${limit === undefined ? "" : ` / ${number(limit)}`}`;
  return (
    <header className={`column-head ${over ? "over-limit" : ""}`}>
      <h2 className="truncate"><GroupLabel group={group} by={by} catalogue={catalogue} /></h2>
      {forbidden && <span className="forbidden" title={t("board.forbidden")}><Icon name="lock" label={t("board.forbidden")} /></span>}
      <span className="grow" />
      {over && <Icon name="warning" label={t("board.overLimit")} />}
      <Editable label={t("board.limitOf", { column: group.label, count: shown })} className="cell-button num small" picker={(anchor, close) => <Limit anchor={anchor} now={limit} onClose={close} onLimit={onLimit} />}>{shown}</Editable>
    </header>
  );
}

function Limit({ anchor, now, onClose, onLimit }: { anchor: React.RefObject<HTMLElement | null>; now: number | undefined; onClose: () => void; onLimit: (to: number | null) => void }) {
  const [text, setText] = useState(now === undefined ? "" : String(now));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => { form.current?.querySelector("input")?.focus(); }, []);
  const done = (to: number | null): void => { onClose(); giveBack(anchor.current); onLimit(to); };
  const save = (e: FormEvent): void => { e.preventDefault(); done(text.trim() ? Number(text) : null); };
  return (
    <Popover anchor={anchor} onClose={onClose} label={t("board.limit")} className="field-panel">
      <form ref={form} onSubmit={save}>
        <TextField label={t("board.limit")} hint={t("board.limitHint")} type="number" min={1} max={9999} value={text} onChange={(e) => setText(e.target.value)} />
        <div className="row end">{now !== undefined && <Button small kind="quiet" onClick={() => done(null)}>{t("board.noLimit")}</Button>}<Button small type="submit" kind="primary">{t("action.save")}</Button></div>
      </form>
    </Popover>
  );
}

export const LaneHead = ({ group, by, catalogue }: { group: Group; by: string; catalogue: Catalogue }) => (
  <h2 className="lane-head"><GroupLabel group={group} by={by} catalogue={catalogue} /><span className="muted num small">{t("list.count", { count: group.count })}{group.exact ? "" : "+"}</span></h2>
);

interface Props { /** The key of what is fetched for it. */ cell: string; column: string; lane: string; name: string; head: ReactNode; state: FeedState | undefined; forbidden: boolean; over: boolean; onSeen: (cell: string) => void; children: ReactNode[] }

/** One column, or one lane of it. It tells when it comes into sight, and asks for more when its end does. */
export function BoardColumn({ cell, column, lane, name, head, state, forbidden, over, onSeen, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => {
    const el = box.current;
    if (!el || typeof IntersectionObserver === "undefined") { onSeen(cell); return undefined; }
    const watch = new IntersectionObserver((all) => { if (all.some((e) => e.isIntersecting)) onSeen(cell); }, { rootMargin: "300px 400px" });
    watch.observe(el);
    return () => watch.disconnect();
  }, [cell, onSeen]);
  const next = state?.next;
  const waits = !state || state.more || state.pending;
  useEffect(() => {
    const el = end.current;
    if (!el || !next || typeof IntersectionObserver === "undefined") return undefined;
    const watch = new IntersectionObserver((all) => { if (all.some((e) => e.isIntersecting)) next(); }, { rootMargin: "600px 0px" });
    watch.observe(el);
    return () => watch.disconnect();
  }, [next, waits, children.length]);
  return (
    <div ref={box} role="group" className={`board-column ${forbidden ? "is-forbidden" : ""} ${over ? "is-over" : ""}`} data-cell={column} data-lane={lane} aria-label={name}>
      {head}
      <ul className="cards" tabIndex={0} aria-label={name}>
        {children}
        {state?.failed ? <li className="card-wait"><Button small onClick={state.next}>{t("table.again")}</Button></li>
          : waits ? <li ref={end} className="card-wait"><span className="skeleton" /></li>
          : children.length === 0 && <li className="card-wait muted small">{t("board.nothing")}</li>}
      </ul>
    </div>
  );
}
