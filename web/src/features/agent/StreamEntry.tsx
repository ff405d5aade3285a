import type { Entry } from "../../api/types";
import { maybe, t } from "../../i18n";
import { Body, Files, When } from "../../ui";

/** One thing that happened: a post as a card, a change as a line. */
export function StreamEntry({ entry }: { entry: Entry }) {
  if (entry.kind === "created" || entry.kind === "reply" || entry.kind === "note") {
    const internal = entry.audience === "internal";
    return (
      <section className={internal ? "entry note" : "entry"} aria-label={internal ? t("entry.note") : t("entry.reply")}>
        <div className="who">
          <strong>{entry.actor.name}</strong>
          {internal && <span className="tag">🔒 {t("entry.note")}</span>}
          {entry.channel && <span className="muted">{maybe(`channel.${entry.channel}`, entry.channel)}</span>}
          <span className="muted"><When at={entry.at} /></span>
        </div>
        <Body html={entry.body || (entry.kind === "created" ? `<p><em>${t("entry.empty")}</em></p>` : null)} folded={entry.folded} />
        <Files files={entry.attachments.filter((f) => !f.inline)} />
      </section>
    );
  }
  return (
    <div className="event">
      {entry.actor.name} {text(entry)} · <When at={entry.at} />{entry.cause && <> · {entry.cause.label}</>}
    </div>
  );
}

function text(e: Entry): string {
  switch (e.kind) {
    case "changed":
      return e.changes.map((c) => t("entry.changed", { field: maybe(`field.${c.field}`, c.field), from: c.from?.label ?? "–", to: c.to?.label ?? "–" })).join("; ");
    case "linked":
    case "unlinked":
      return t(`entry.${e.kind}`, { label: e.detail?.label ?? "", number: e.detail?.number ?? "" });
    case "watched":
    case "unwatched":
      return t(`entry.${e.kind}`, { name: e.detail?.person?.label ?? "" });
    case "rated":
      return t("rating.given", { score: e.detail?.score ?? 0 });
    default:
      return e.kind;
  }
}
