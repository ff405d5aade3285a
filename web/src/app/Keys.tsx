import { useEffect, useState } from "react";
import { t, type Key } from "../i18n";
import { Dialog } from "../ui";
import { actionFor, useActions, useAllActions } from "./actions";

const NAMES: Record<string, string> = { "mod+k": "Ctrl K", ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc", Enter: "↵" };
export const keyName = (keys: string): string => NAMES[keys] ?? keys.toUpperCase();

/** What works inside a text, where single keys are letters. */
const WRITING = [["Ctrl ↵", "keys.send"], ["/", "keys.answer"], ["@", "keys.mention"], ["Alt F10", "keys.tools"], ["Alt ↑ ↓", "keys.move"]] as const;

/** Listens for keys, and lists them on "?". */
export function Keys() {
  const [help, setHelp] = useState(false);
  const actions = useAllActions();
  useEffect(() => {
    const press = (e: KeyboardEvent): void => {
      const action = actionFor(e);
      if (!action) return;
      e.preventDefault();
      action.run();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  useActions([{ id: "app.keys", label: t("keys.title"), group: "app", keys: "?", icon: "keyboard", run: () => setHelp(true) }]);
  if (!help) return null;
  return (
    <Dialog title={t("keys.title")} onClose={() => setHelp(false)}>
      {(["list", "ticket", "go", "app"] as const).map((group) => {
        // What has two keys, such as J and the arrow, is one line.
        const lines = Map.groupBy(actions.filter((a) => a.group === group && a.keys), (a) => a.label);
        if (!lines.size) return null;
        return (
          <section key={group}>
            <h3>{t(`actions.${group}` as Key)}</h3>
            <dl className="keys-list">
              {Array.from(lines, ([label, all]) => <div key={label}><dt>{label}</dt><dd className="row">{all.map((a) => <kbd key={a.id}>{keyName(a.keys ?? "")}</kbd>)}</dd></div>)}
            </dl>
          </section>
        );
      })}
      <section>
        <h3>{t("keys.writing")}</h3>
        <dl className="keys-list">
          {WRITING.map(([keys, what]) => <div key={what}><dt>{t(what)}</dt><dd className="row"><kbd>{keys}</kbd></dd></div>)}
        </dl>
      </section>
    </Dialog>
  );
}
