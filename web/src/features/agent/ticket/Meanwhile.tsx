import type { Entry } from "../../../api/types";
import { t } from "../../../i18n";
import { Body, Button, Icon, RelativeTime } from "../../../ui";

/** What others posted while one was writing: look first, or send all the same. */
export function Meanwhile({ entries, onLook, onSend }: { entries: Entry[]; onLook: () => void; onSend: () => void }) {
  return (
    <div className="notice warn meanwhile" role="alert">
      <strong>{t("meanwhile.title", { count: entries.length })}</strong>
      <ul className="plain-list">
        {entries.map((e) => (
          <li key={e.id}>
            <span className="row small"><strong>{e.actor.name}</strong>{e.audience === "internal" && <span className="row"><Icon name="lock" />{t("entry.internal")}</span>}<RelativeTime at={e.at} /></span>
            <div className="meanwhile-text"><Body html={e.body} /></div>
          </li>
        ))}
      </ul>
      <div className="row wrap">
        <Button kind="primary" onClick={onLook}>{t("meanwhile.look")}</Button>
        <Button onClick={onSend}>{t("meanwhile.send")}</Button>
      </div>
    </div>
  );
}
